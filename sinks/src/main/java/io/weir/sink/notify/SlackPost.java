package io.weir.sink.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** {@code {"text": …}} as Slack's incoming webhooks take it. */
record SlackPost(Channel.Slack channel) implements HookNotifier.Post {
    /** What Slack answers when it took it. */
    static final String ACCEPTED = "ok";

    private static final MediaType JSON = MediaType.get("application/json");

    @Override
    public Request of(Notification notification) {
        Request.Builder request = HookNotifier.to(channel.url().resolve());
        String text = "*" + escape(notification.subject()) + "*\n" + escape(notification.body());
        byte[] body = JsonNodeFactory.instance
                .objectNode()
                .put("text", text)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return request == null
                ? null
                : request.post(RequestBody.create(body, JSON)).build();
    }

    /** Nothing in it is markup of Slack's, and nobody is mentioned, by those who read plain {@code @all} as one neither. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "@\u200B");
    }
}
