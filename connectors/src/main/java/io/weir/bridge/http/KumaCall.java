package io.weir.bridge.http;

import io.vertx.core.http.HttpMethod;
import io.weir.bridge.intake.IntakeAgain;
import io.weir.bridge.intake.IntakeLimits;
import io.weir.bridge.intake.Reading;
import io.weir.bridge.intake.UptimeKuma;

/** A notification of an Uptime Kuma: the instance is named in the path, or in the query; the message may be there too. */
final class KumaCall {
    private KumaCall() {}

    static Reading read(Call call, IntakeLimits limits) {
        return isQuery(call)
                ? UptimeKuma.readQuery(call.query(), instance(call), call.origin(), limits)
                : UptimeKuma.read(call.body(), call.contentType(), instance(call), call.origin(), limits);
    }

    /** Whether all of the notification is in the query. */
    static boolean isQuery(Call call) {
        return call.target().route() == Route.UPTIME_KUMA
                && call.method().equals(HttpMethod.GET)
                && call.body().length == 0;
    }

    /** What its dead letter names as its source: with the instance, which is part of what an alert is known by. */
    static String source(Call call) {
        String instance = instance(call);
        return IntakeAgain.kumaSource(
                instance != null && !instance.isBlank()
                        ? instance
                        : call.identity().source());
    }

    private static String instance(Call call) {
        String instance = call.target().parameter();
        return instance != null ? instance : call.parameters().get("instance");
    }
}
