package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import java.net.URI;

/** Addresses that options name. */
final class WebAddress {
    private WebAddress() {}

    /**
     * The address itself.
     *
     * @throws CommandFailure when it is none of http or https with a host
     */
    static URI checked(String option, URI address) {
        boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null) {
            throw new CommandFailure(ExitCode.USAGE, option + ": expected http://host[:port], found " + address);
        }
        return address;
    }
}
