package io.weir.sink.notify;

import io.weir.sink.SecretRef;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way to tell people, of one tenant. Exactly one of the three kinds is there.
 *
 * @param name unique within the tenant
 * @param email null unless by e-mail
 * @param slack null unless by a Slack-compatible webhook
 * @param webhook null unless by a generic webhook
 */
public record Channel(String name, Email email, Slack slack, Webhook webhook) implements Serializable {
    public Channel {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("channels[].name: expected a text");
        }
        if (Stream.of(email, slack, webhook).filter(kind -> kind != null).count() != 1) {
            throw new IllegalArgumentException("channel " + name + ": expected exactly one of email, slack, webhook");
        }
    }

    /**
     * By e-mail.
     *
     * @param to who gets it, at least one bare address
     * @param from who it is from, a bare address
     */
    public record Email(List<String> to, String from) implements Serializable {
        public Email {
            if (to == null || to.isEmpty()) {
                throw new IllegalArgumentException("email.to: expected at least one address");
            }
            to = List.copyOf(to);
            to.forEach(MailAddress::check);
            MailAddress.check(from);
        }
    }

    /**
     * By a webhook that takes what Slack's incoming webhooks take.
     *
     * @param url the address, which is a secret: whoever has it may post
     */
    public record Slack(SecretRef url) implements Serializable {
        public Slack {
            if (url == null) {
                throw new IllegalArgumentException("slack.url: expected a secret");
            }
        }
    }

    /**
     * By a webhook of any kind.
     *
     * @param url http or https
     * @param secret the key that bodies are signed with
     */
    public record Webhook(String url, SecretRef secret) implements Serializable {
        public Webhook {
            if (url == null || !(url.startsWith("http://") || url.startsWith("https://"))) {
                throw new IllegalArgumentException("webhook.url: expected an http or https address");
            }
            if (secret == null) {
                throw new IllegalArgumentException("webhook.secret: expected a secret");
            }
        }

        /** Without the path, which may hold a key of the receiver's. */
        @Override
        public String toString() {
            int path = url.indexOf('/', url.indexOf("://") + 3);
            return "Webhook[url=" + (path < 0 ? url : url.substring(0, path) + "/…") + ", secret=" + secret + "]";
        }
    }
}
