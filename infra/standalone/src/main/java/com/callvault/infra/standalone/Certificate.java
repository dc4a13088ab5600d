package com.callvault.infra.standalone;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/** The certificate of the public port, as settings of an SSL bundle. */
public final class Certificate {

    private static final String ALIAS = "callvault";
    private static final String ADDRESS = "[0-9]{1,3}(\\.[0-9]{1,3}){3}";

    /** Apple's limit for certificates that a person has chosen to trust is 825 days. */
    private static final Duration VALID = Duration.ofDays(800);

    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

    private Certificate() {}

    public static Map<String, String> settings(Options options, Path folder, Path log) {
        return switch (options.tls()) {
            case Options.Tls.Off off -> Map.of();
            case Options.Tls.Own own ->
                own(own.certificate().toAbsolutePath(), own.key().toAbsolutePath());
            case Options.Tls.SelfMade made -> selfMade(options.hosts(), folder, log);
        };
    }

    private static Map<String, String> own(Path certificateFile, Path keyFile) {
        var certificate = read(certificateFile, "certificate", PemContent::getCertificates)
                .getFirst();
        var key = read(keyFile, "private key", PemContent::getPrivateKey);
        if (!belongTogether(certificate, key)) {
            throw StartFailure.CERTIFICATE_OF_OTHER_KEY.with(certificateFile, keyFile);
        }
        return Map.of(
                "server.ssl.bundle",
                "edge",
                "spring.ssl.bundle.pem.edge.keystore.certificate",
                certificateFile.toUri().toString(),
                "spring.ssl.bundle.pem.edge.keystore.private-key",
                keyFile.toUri().toString(),
                "spring.ssl.bundle.pem.edge.reload-on-update",
                "true");
    }

    private static <T> T read(Path file, String what, Function<PemContent, @Nullable T> part) {
        try {
            var found = part.apply(PemContent.load(file));
            if (found != null) {
                return found;
            }
        } catch (IOException | RuntimeException e) {
            throw StartFailure.CERTIFICATE_UNREADABLE.causedBy(e, file, what);
        }
        throw StartFailure.CERTIFICATE_UNREADABLE.with(file, what);
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        try {
            var algorithm = switch (key.getAlgorithm()) {
                case "RSA", "RSASSA-PSS" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> key.getAlgorithm();
            };
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            var signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Map<String, String> selfMade(List<String> hosts, Path folder, Path log) {
        var store = folder.resolve("server.p12");
        var passwordFile = folder.resolve("password");
        try {
            if (!Files.exists(passwordFile)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                Files.createFile(
                        passwordFile,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                var bytes = new byte[24];
                new SecureRandom().nextBytes(bytes);
                Files.writeString(passwordFile, HexFormat.of().formatHex(bytes));
            }
            var password = Files.readString(passwordFile).strip();
            if (!isGood(store, password, hosts)) {
                make(store, passwordFile, hosts, log);
            }
            return Map.of(
                    "server.ssl.bundle",
                    "edge",
                    "spring.ssl.bundle.jks.edge.keystore.type",
                    "PKCS12",
                    "spring.ssl.bundle.jks.edge.keystore.location",
                    store.toUri().toString(),
                    "spring.ssl.bundle.jks.edge.keystore.password",
                    password);
        } catch (IOException e) {
            throw StartFailure.CERTIFICATE_NOT_MADE.causedBy(e, folder, log);
        }
    }

    /** A new one must be accepted again on every device, so the old one stays while it will do. */
    private static boolean isGood(Path store, String password, List<String> hosts) {
        if (!Files.exists(store)) {
            return false;
        }
        try {
            var certificate = (X509Certificate)
                    KeyStore.getInstance(store.toFile(), password.toCharArray()).getCertificate(ALIAS);
            Set<String> names = certificate.getSubjectAlternativeNames().stream()
                    .map(name -> String.valueOf(name.get(1)))
                    .collect(Collectors.toSet());
            certificate.checkValidity(Date.from(Instant.now().plus(RENEWED_BEFORE)));
            return names.containsAll(hosts);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            return false;
        }
    }

    private static void make(Path store, Path passwordFile, List<String> hosts, Path log) throws IOException {
        var names = new LinkedHashSet<>(hosts);
        names.addAll(List.of("localhost", "127.0.0.1"));
        names.addAll(addresses());
        var partial = store.resolveSibling(store.getFileName() + ".new");
        Files.deleteIfExists(partial);
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        partial.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass:file",
                        passwordFile.toString(),
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        String.valueOf(VALID.toDays()),
                        "-dname",
                        "CN=" + names.getFirst() + ", O=CallVault",
                        "-ext",
                        "SAN=" + names.stream().map(Certificate::subject).collect(Collectors.joining(",")),
                        "-ext",
                        "EKU=serverAuth",
                        "-ext",
                        "KU=digitalSignature")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
                throw new IOException("keytool failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool runs", e);
        } finally {
            keytool.destroyForcibly();
        }
        Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rw-------"));
        Files.move(partial, store, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String subject(String name) {
        return (name.matches(ADDRESS) ? "IP:" : "DNS:") + name;
    }

    /** Those of today; a machine whose address changes is better joined by its name. */
    private static Set<String> addresses() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(address -> address.getHostAddress())
                .filter(address -> address.matches(ADDRESS))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
