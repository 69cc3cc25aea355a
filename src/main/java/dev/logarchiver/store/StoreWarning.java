package dev.logarchiver.store;

/**
 * What a store does otherwise than it should.
 *
 * @param text what it does and what that means, a sentence without its full stop
 * @param remedy what to do about it
 */
public record StoreWarning(String text, String remedy) {
}
