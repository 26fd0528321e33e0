package io.quorate.host.embedded;

import io.quorate.host.embedded.PostgresStart.Login;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The passwords of the two roles that may log in.
record Passwords(Login owner, Login application) {
    static final String OWNER = "quorate_owner";
    static final String APPLICATION = "quorate_app";

    private static final int BYTES = 32;
    private static final int FIELDS = 5;

    static Passwords generate() {
        SecureRandom random = new SecureRandom();
        return new Passwords(login(OWNER, random), login(APPLICATION, random));
    }

    // Hexadecimal digits need no quoting, neither in SQL nor in the file.
    private static Login login(String user, SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Login(user, HexFormat.of().formatHex(bytes));
    }

    /// Empty when the file is missing or does not hold both.
    static Optional<Passwords> read(DataFolder folder) throws IOException {
        String text;
        try {
            text = Files.readString(folder.passwords(), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
        Map<String, Login> logins =
                text.lines()
                        .map(line -> line.split(":", -1))
                        .filter(field -> field.length == FIELDS && field[4].matches("[0-9a-f]+"))
                        .map(field -> new Login(field[3], field[4]))
                        .collect(Collectors.toMap(Login::user, Function.identity(), (a, _) -> a));
        return Optional.ofNullable(logins.get(OWNER))
                .flatMap(owner ->
                        Optional.ofNullable(logins.get(APPLICATION))
                                .map(application -> new Passwords(owner, application)));
    }

    void write(DataFolder folder) throws IOException {
        PrivateFiles.replace(folder.passwords(), line(owner) + line(application));
    }

    private static String line(Login login) {
        return "127.0.0.1:*:%s:%s:%s\n".formatted(Cluster.DATABASE, login.user(), login.password());
    }
}
