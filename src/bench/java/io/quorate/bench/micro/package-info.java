/// What single pieces of work cost, without a server or a database around them: JMH for what takes
/// microseconds, with the bytes that each call allocates, and a clock for the checking of a log.
package io.quorate.bench.micro;
