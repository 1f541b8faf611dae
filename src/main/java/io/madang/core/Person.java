package io.madang.core;

/**
 * Who others see.
 *
 * @param user the stable public id
 * @param name what to show, 1 to 40 characters
 */
public record Person(String user, String name) {}
