package io.quorate.edge.validators;

import io.quorate.core.policy.Transport;

/// An agent that is a check of the sidecar itself.
class BuiltinValidatorTest extends ValidatorContract {
    @Override
    Transport transport() {
        return new Transport.Builtin(Transport.Builtin.Check.NAMES);
    }

    @Override
    boolean plays(Conduct conduct) {
        return conduct == Conduct.ANSWERS;
    }

    @Override
    int open() {
        return 0;
    }

    @Override
    void stop() {}
}
