@org.jspecify.annotations.NullMarked
package io.quorate.core.reputation;
