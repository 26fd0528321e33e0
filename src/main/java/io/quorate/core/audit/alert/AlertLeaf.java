package io.quorate.core.audit.alert;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.protocol.PoolId;

/// The bytes of an alert's record in the log.
public final class AlertLeaf {
    private static final long VERSION = 1;

    private static final Shape<AlertRecord> ALERT =
            Shape.of(
                    AlertRecord.class,
                    alert ->
                            alert.whole("v", _ -> VERSION)
                                    .text("kind", a -> a.change().kind())
                                    .text("origin", a -> a.origin().value())
                                    .time("at", AlertRecord::at)
                                    .text("key", AlertRecord::key)
                                    .textIfPresent("pool", a -> a.pool().map(PoolId::value))
                                    .whole("beyond", AlertRecord::beyond)
                                    .whole("all", AlertRecord::all)
                                    .text("limit", a -> a.limit().toPlainString()));

    private AlertLeaf() {}

    public static byte[] of(AlertRecord record) {
        return new CanonicalJson().write(ALERT, record);
    }
}
