package io.quorate.core.audit.json;

/// A writer of canonical JSON that keeps its buffer from one text to the next.
///
/// Not safe for use by several threads at once.
public final class CanonicalJson {
    private static final int CAPACITY = 2048;

    private final JsonBytes out = new JsonBytes(CAPACITY);

    /// The canonical bytes of `record`, in an array of its own.
    ///
    /// @throws NotCanonical if a value in it has no canonical form
    public <T> byte[] write(Shape<T> shape, T record) {
        out.clear();
        shape.put(record, out);
        return out.copy();
    }

    /// The canonical bytes of `value`, in an array of its own.
    ///
    /// @throws NotCanonical if a value in it has no canonical form
    public byte[] write(Json value) {
        out.clear();
        put(value, out);
        return out.copy();
    }

    static void put(Json value, JsonBytes out) {
        switch (value) {
            case Json.Text text -> out.text(text.value());
            case Json.Whole whole -> out.integer(whole.value());
            case Json.Real real -> out.number(real.value());
            case Json.Word word -> out.ascii(word.text);
            case Json.Items items -> putItems(items, out);
            case Json.Members members -> putMembers(members, out);
        }
    }

    private static void putItems(Json.Items items, JsonBytes out) {
        out.ascii('[');
        for (int i = 0; i < items.values().size(); i++) {
            out.separate();
            try {
                put(items.values().get(i), out);
            } catch (NotCanonical e) {
                throw e.within(i);
            }
        }
        out.ascii(']');
    }

    private static void putMembers(Json.Members members, JsonBytes out) {
        out.ascii('{');
        for (var member : members.values().entrySet()) {
            out.separate();
            try {
                out.text(member.getKey());
                out.ascii(':');
                put(member.getValue(), out);
            } catch (NotCanonical e) {
                throw e.within(member.getKey());
            }
        }
        out.ascii('}');
    }
}
