package io.weir.app.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** The certificate that a client proves with who it is, for a server that asks for one. */
public final class Identity {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY-----");
    /** The store is never written. */
    private static final char[] NO_PASSWORD = {};

    private Identity() {}

    /**
     * Of two PEM files.
     *
     * @param certificate the client's certificate and those above it
     * @param key the private key to it, PKCS#8 without a password
     * @throws IOException when a file cannot be read
     * @throws GeneralSecurityException when there is no certificate or no such key in them
     */
    public static KeyManager[] of(Path certificate, Path key) throws IOException, GeneralSecurityException {
        List<Certificate> chain = Trust.certificates(certificate);
        PrivateKey secret = key(key, chain.get(0).getPublicKey().getAlgorithm());
        KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
        own.load(null, null);
        own.setKeyEntry("own", secret, NO_PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, NO_PASSWORD);
        return managers.getKeyManagers();
    }

    private static PrivateKey key(Path file, String algorithm) throws IOException, GeneralSecurityException {
        Matcher pem = PKCS8.matcher(Files.readString(file));
        if (!pem.find()) {
            throw new GeneralSecurityException("no PKCS#8 key without a password (BEGIN PRIVATE KEY) in " + file);
        }
        byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }
}
