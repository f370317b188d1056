package io.weir.sink.notify;

import io.weir.sink.http.CallFailedException;
import io.weir.sink.http.HttpTarget;
import java.io.UncheckedIOException;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Posts to a webhook. An address may be a secret: neither it nor a message that may quote it is passed on. */
final class HookNotifier implements Notifier {
    private final HttpTarget target;
    private final String expected;
    private final Post post;

    /** Makes a request. */
    @FunctionalInterface
    interface Post {
        /**
         * The request for a notification; null when the address is none.
         *
         * @throws IllegalStateException when a secret is missing
         * @throws UncheckedIOException when a secret cannot be read
         */
        Request of(Notification notification);
    }

    /**
     * @param expected body that an accepted post is answered with; null when any will do
     */
    HookNotifier(HttpTarget target, String expected, Post post) {
        this.target = target;
        this.expected = expected;
        this.post = post;
    }

    @Override
    public NotifyOutcome tell(Notification notification) {
        Request request;
        try {
            request = post.of(notification);
        } catch (IllegalStateException | UncheckedIOException e) {
            return new NotifyOutcome.Retry("no-secret", e.getMessage(), target.pause(), false);
        }
        if (request == null) {
            return new NotifyOutcome.Failed("bad-address", "the channel's address is no http or https address");
        }
        try {
            return HookAnswer.of(target.call(request, HookAnswer::healthy), expected, target.pause());
        } catch (CallFailedException e) {
            return new NotifyOutcome.Retry(
                    e.reason(), null, target.pause(), e.progress() == CallFailedException.Progress.IN_DOUBT);
        }
    }

    /** Null when {@code address} is none. */
    static Request.Builder to(String address) {
        HttpUrl url = HttpUrl.parse(address);
        return url == null ? null : new Request.Builder().url(url);
    }

    @Override
    public void close() {
        target.close();
    }
}
