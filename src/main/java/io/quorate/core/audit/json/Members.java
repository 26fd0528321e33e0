package io.quorate.core.audit.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// The members of a [Shape] while it is made: each call names one.
///
/// A member named with `IfPresent` is left out where its value is empty; it is never `null`.
public final class Members<T> {
    private final Class<T> type;
    private final List<Member<T>> members = new ArrayList<>();

    Members(Class<T> type) {
        this.type = type;
    }

    /// A text that is the same in every record, such as the version of the schema.
    public Members<T> constant(String key, String value) {
        return add(key, part((record, out) -> out.text(value)));
    }

    public Members<T> text(String key, Function<? super T, String> value) {
        return add(key, required(value, JsonBytes::text));
    }

    public Members<T> textIfPresent(String key, Function<? super T, Optional<String>> value) {
        return add(key, optional(value, JsonBytes::text));
    }

    public Members<T> texts(String key, Function<? super T, ? extends List<String>> value) {
        return add(key, required(value, (out, texts) -> putEach(texts, out, out::text)));
    }

    /// An integer of at most 2^53 - 1 in either direction.
    public Members<T> whole(String key, ToLongFunction<? super T> value) {
        return add(key, part((record, out) -> out.integer(value.applyAsLong(record))));
    }

    public Members<T> wholeIfPresent(String key, Function<? super T, Optional<Long>> value) {
        return add(key, optional(value, JsonBytes::integer));
    }

    public Members<T> real(String key, ToDoubleFunction<? super T> value) {
        return add(key, part((record, out) -> out.number(value.applyAsDouble(record))));
    }

    public Members<T> realIfPresent(String key, Function<? super T, Optional<Double>> value) {
        return add(key, optional(value, JsonBytes::number));
    }

    public Members<T> flag(String key, Predicate<? super T> value) {
        return add(key, part((record, out) -> out.ascii(value.test(record) ? "true" : "false")));
    }

    /// RFC 3339 in UTC, cut to microseconds, always with six fractional digits.
    public Members<T> time(String key, Function<? super T, Instant> value) {
        return add(key, required(value, JsonBytes::time));
    }

    public Members<T> timeIfPresent(String key, Function<? super T, Optional<Instant>> value) {
        return add(key, optional(value, JsonBytes::time));
    }

    /// Bytes as lower-case hexadecimal digits.
    public Members<T> hex(String key, Function<? super T, byte[]> value) {
        return add(key, required(value, JsonBytes::hex));
    }

    public Members<T> hexIfPresent(String key, Function<? super T, Optional<byte[]>> value) {
        return add(key, optional(value, JsonBytes::hex));
    }

    public <V> Members<T> object(
            String key, Function<? super T, ? extends V> value, Shape<V> shape) {
        return add(key, required(value, (out, object) -> shape.put(object, out)));
    }

    public <V> Members<T> objectIfPresent(
            String key,
            Function<? super T, ? extends Optional<? extends V>> value,
            Shape<V> shape) {
        return add(key, optional(value, (out, object) -> shape.put(object, out)));
    }

    public <V> Members<T> objects(
            String key, Function<? super T, ? extends List<? extends V>> value, Shape<V> shape) {
        return add(
                key,
                required(
                        value,
                        (out, objects) -> putEach(objects, out, object -> shape.put(object, out))));
    }

    /// An array, left out where it would be empty.
    public <V> Members<T> objectsIfAny(
            String key, Function<? super T, ? extends List<? extends V>> value, Shape<V> shape) {
        return add(
                key,
                optional(
                        object -> Optional.of(value.apply(object)).filter(list -> !list.isEmpty()),
                        (out, objects) -> putEach(objects, out, each -> shape.put(each, out))));
    }

    /// An object whose keys are those of a map, and whose values are texts.
    public <V> Members<T> textMap(
            String key,
            Function<? super T, ? extends Map<String, V>> value,
            Function<? super V, String> text) {
        return add(
                key,
                required(
                        value,
                        (out, map) -> putMap(map, out, entry -> out.text(text.apply(entry)))));
    }

    /// A value without a fixed shape.
    public Members<T> json(String key, Function<? super T, ? extends Json> value) {
        return add(key, required(value, (out, json) -> CanonicalJson.put(json, out)));
    }

    Shape.Form<T> form() {
        List<Member<T>> sorted = new ArrayList<>(members);
        sorted.sort(Comparator.comparing(Member::key));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).key.equals(sorted.get(i - 1).key)) {
                throw new IllegalArgumentException(
                        type.getSimpleName() + " names the key " + sorted.get(i).key + " twice");
            }
        }
        return new Fixed<>(List.copyOf(sorted));
    }

    private Members<T> add(String key, Part<T> part) {
        JsonBytes label = new JsonBytes(key.length() + 3);
        label.text(key);
        label.ascii(':');
        members.add(new Member<>(key, new Label(label.copy()), part));
        return this;
    }

    private static <T> Part<T> part(Shape.Form<T> form) {
        return (record, label, out) -> {
            label.put(out);
            form.put(record, out);
        };
    }

    private static <T, V> Part<T> required(Function<? super T, ? extends V> value, Token<V> token) {
        return (record, label, out) -> {
            label.put(out);
            token.put(out, value.apply(record));
        };
    }

    private static <T, V> Part<T> optional(
            Function<? super T, ? extends Optional<? extends V>> value, Token<V> token) {
        return (record, label, out) -> {
            Optional<? extends V> present = value.apply(record);
            if (present.isPresent()) {
                label.put(out);
                token.put(out, present.get());
            }
        };
    }

    private static <V> void putEach(List<? extends V> values, JsonBytes out, Element<V> element) {
        out.ascii('[');
        for (int i = 0; i < values.size(); i++) {
            out.separate();
            try {
                element.put(values.get(i));
            } catch (NotCanonical e) {
                throw e.within(i);
            }
        }
        out.ascii(']');
    }

    private static <V> void putMap(Map<String, V> map, JsonBytes out, Element<V> element) {
        out.ascii('{');
        for (var entry : new TreeMap<>(map).entrySet()) {
            out.separate();
            try {
                out.text(entry.getKey());
                out.ascii(':');
                element.put(entry.getValue());
            } catch (NotCanonical e) {
                throw e.within(entry.getKey());
            }
        }
        out.ascii('}');
    }

    /// Puts a member with its label; or neither, if the record has no value for it.
    private interface Part<T> {
        void put(T record, Label label, JsonBytes out);
    }

    private interface Token<V> {
        void put(JsonBytes out, V value);
    }

    private interface Element<V> {
        void put(V value);
    }

    /// A key and its colon, encoded once.
    private static final class Label {
        private final byte[] bytes;

        Label(byte[] bytes) {
            this.bytes = bytes;
        }

        void put(JsonBytes out) {
            out.separate();
            out.raw(bytes);
        }
    }

    private record Member<T>(String key, Label label, Part<T> part) {}

    private record Fixed<T>(List<Member<T>> members) implements Shape.Form<T> {
        @Override
        public void put(T record, JsonBytes out) {
            out.ascii('{');
            for (Member<T> member : members) {
                try {
                    member.part.put(record, member.label, out);
                } catch (NotCanonical e) {
                    throw e.within(member.key);
                }
            }
            out.ascii('}');
        }
    }
}
