@NullMarked
package io.quorate.host.embedded;

import org.jspecify.annotations.NullMarked;
