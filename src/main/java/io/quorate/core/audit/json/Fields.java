package io.quorate.core.audit.json;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// The members of a JSON object, each asked for as what it has to be; anything else is an
/// [IllegalArgumentException] that names the key. What may be missing is asked for with
/// `IfPresent`.
public record Fields(SortedMap<String, Json> members) {

    public static Fields of(Json value) {
        if (value instanceof Json.Members object) {
            return new Fields(object.values());
        }
        throw new IllegalArgumentException("an object was expected");
    }

    public String text(String key) {
        return textOf(key, required(key));
    }

    public Optional<String> textIfPresent(String key) {
        return Optional.ofNullable(members.get(key)).map(value -> textOf(key, value));
    }

    public List<String> texts(String key) {
        return items(key).stream().map(value -> textOf(key, value)).toList();
    }

    public SortedMap<String, String> textsByKey(String key) {
        SortedMap<String, String> texts = new TreeMap<>();
        object(key).members.forEach((name, value) -> texts.put(name, textOf(name, value)));
        return texts;
    }

    public Instant time(String key) {
        return Instant.parse(text(key));
    }

    public long whole(String key) {
        return wholeOf(key, required(key));
    }

    public OptionalLong wholeIfPresent(String key) {
        Json value = members.get(key);
        return value == null ? OptionalLong.empty() : OptionalLong.of(wholeOf(key, value));
    }

    /// The whole numbers of an array.
    public List<Long> wholes(String key) {
        return items(key).stream().map(value -> wholeOf(key, value)).toList();
    }

    public double real(String key) {
        return realOf(key, required(key));
    }

    public OptionalDouble realIfPresent(String key) {
        Json value = members.get(key);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(realOf(key, value));
    }

    public boolean flag(String key) {
        return switch (required(key)) {
            case Json.Word word when word == Json.Word.TRUE -> true;
            case Json.Word word when word == Json.Word.FALSE -> false;
            default -> throw unexpected(key, "true or false");
        };
    }

    public List<Json> items(String key) {
        if (required(key) instanceof Json.Items items) {
            return items.values();
        }
        throw unexpected(key, "an array");
    }

    public Fields object(String key) {
        return of(required(key));
    }

    public Optional<Fields> objectIfPresent(String key) {
        return Optional.ofNullable(members.get(key)).map(Fields::of);
    }

    public List<Fields> objects(String key) {
        return items(key).stream().map(Fields::of).toList();
    }

    /// The objects of an array, none if there is no array.
    public List<Fields> objectsIfPresent(String key) {
        return members.containsKey(key) ? objects(key) : List.of();
    }

    private Json required(String key) {
        Json value = members.get(key);
        if (value == null) {
            throw unexpected(key, "a value");
        }
        return value;
    }

    private static String textOf(String key, Json value) {
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw unexpected(key, "a text");
    }

    private static long wholeOf(String key, Json value) {
        if (value instanceof Json.Whole whole) {
            return whole.value();
        }
        throw unexpected(key, "a whole number");
    }

    /// A double without a fraction is written as a whole number.
    private static double realOf(String key, Json value) {
        if (value instanceof Json.Real real) {
            return real.value();
        }
        return wholeOf(key, value);
    }

    private static IllegalArgumentException unexpected(String key, String what) {
        return new IllegalArgumentException(key + ": " + what + " was expected");
    }
}
