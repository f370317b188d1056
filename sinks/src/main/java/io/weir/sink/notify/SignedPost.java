package io.weir.sink.notify;

import java.time.InstantSource;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** The notification as JSON, with its id and a signature in the headers. */
record SignedPost(Channel.Webhook channel, InstantSource clock) implements HookNotifier.Post {
    private static final MediaType JSON = MediaType.get("application/json");

    @Override
    public Request of(Notification notification) {
        Request.Builder request = HookNotifier.to(channel.url());
        if (request == null) {
            return null;
        }
        byte[] body = NotificationJson.write(notification);
        long now = clock.instant().getEpochSecond();
        return request.header(Signature.ID_HEADER, notification.id())
                .header(Signature.TIMESTAMP_HEADER, Long.toString(now))
                .header(
                        Signature.SIGNATURE_HEADER,
                        Signature.of(channel.secret().resolve(), now, body))
                .post(RequestBody.create(body, JSON))
                .build();
    }
}
