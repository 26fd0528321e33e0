package io.quorate.core.policy;

import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.PoolId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All the rules in force at one moment, under the digest that every decision names.
public record Policy(Digest digest, SortedMap<PoolId, PoolPolicy> pools) {
    public Policy {
        pools = Collections.unmodifiableSortedMap(new TreeMap<>(pools));
    }

    public Optional<PoolPolicy> pool(PoolId id) {
        return Optional.ofNullable(pools.get(id));
    }
}
