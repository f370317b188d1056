package io.weir.app.bench.load;

/**
 * How much load, and how varied.
 *
 * @param alerts in all, the first {@code active} of them included
 * @param identities distinct alerts that exist
 * @param active how many of them fire at any time; the first alerts start them, one each
 * @param tenants shared between them by Zipf's law
 * @param perSecond alerts per second of their own time
 */
public record MixSize(int alerts, int identities, int active, int tenants, int perSecond) {
    private static final int IDENTITIES = 100_000;
    private static final int TENANTS = 20;
    private static final int PER_SECOND = 1000;

    public MixSize {
        if (active >= identities) {
            throw new IllegalArgumentException("active: expected fewer than " + identities + ", found " + active);
        }
    }

    /** The standard load: 100,000 identities of 20 tenants, half of them firing. */
    public static MixSize standard(int alerts) {
        return new MixSize(alerts, IDENTITIES, Math.min(IDENTITIES / 2, alerts / 10), TENANTS, PER_SECOND);
    }

    /** With so many active alerts, and twice as many identities. */
    public MixSize withActive(int number) {
        return new MixSize(alerts, 2 * number, number, tenants, perSecond);
    }

    /** With so many tenants. */
    public MixSize withTenants(int number) {
        return new MixSize(alerts, identities, active, number, perSecond);
    }
}
