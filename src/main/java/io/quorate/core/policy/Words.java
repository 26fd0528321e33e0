package io.quorate.core.policy;

import io.quorate.core.protocol.Durability;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How the alternatives of a setting are spelt in a policy.
public final class Words {
    private Words() {}

    /// The one spelling: lower case, words joined by `-`, except for the durabilities and the kinds
    /// of fault, whose `_` is part of other interfaces.
    public static String of(Enum<?> value) {
        String name = value.name().toLowerCase(Locale.ROOT);
        return value instanceof Durability || value instanceof io.quorate.core.protocol.FaultKind
                ? name
                : name.replace('_', '-');
    }

    public static <E extends Enum<E>> List<String> all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Words::of).toList();
    }

    /// The alternative that a word names; `_` and `-` are read alike.
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
        String wanted = word.replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }
}
