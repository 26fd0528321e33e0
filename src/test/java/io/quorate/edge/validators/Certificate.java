package io.quorate.edge.validators;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;

/// A self-signed certificate, as the JDK's own tool makes it.
///
/// @param pem the certificate for whoever is to trust it
/// @param server what a server needs that shows it
record Certificate(Path pem, SslContext server) {
    private static final String PASSWORD = "not a secret";

    static Certificate of(String name) {
        try {
            return made(name);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Certificate made(String name) throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("certificate");
        Path store = folder.resolve("key.p12");
        try {
            int status =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-keyalg",
                                    "EC",
                                    "-alias",
                                    "agent",
                                    "-dname",
                                    "CN=" + name,
                                    "-ext",
                                    "SAN=dns:" + name,
                                    "-storetype",
                                    "PKCS12",
                                    "-keystore",
                                    store.toString(),
                                    "-storepass",
                                    PASSWORD)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile())
                            .start()
                            .waitFor();
            if (status != 0) {
                throw new IOException(Files.readString(folder.resolve("log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        Path pem = folder.resolve("agent.pem");
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("agent").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        return new Certificate(
                pem, GrpcSslContexts.configure(SslContextBuilder.forServer(managers)).build());
    }
}
