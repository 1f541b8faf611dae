/** The wire contract and the promise that nothing acknowledged is lost, tested from outside. */
@org.jspecify.annotations.NullMarked
package io.madang.e2e;
