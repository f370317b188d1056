/** Tells people about incidents: by e-mail, Slack-compatible webhooks and generic webhooks. */
package io.weir.sink.notify;
