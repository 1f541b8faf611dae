package io.madang.market.bridge;

import io.madang.core.Refusal;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Fields of a stranger's message, bounded: a number may not be one that takes gigabytes to write
 * down.
 */
final class Fields {

  private static final int MAX_DIGITS = 40;
  private static final int MAX_DECIMALS = 20;
  private static final long MAX_MILLIS = 253_402_300_799_999L; // the year 9999

  private Fields() {}

  /** A number, or a text that is one, as Binance has it. */
  static BigDecimal number(JsonObject message, String field) {
    JsonValue value = message.get(field);
    BigDecimal number = null;
    if (value instanceof JsonNumber given) {
      number = given.bigDecimalValue();
    } else if (value instanceof JsonString text && text.getChars().length() <= MAX_DIGITS) {
      number = parsed(field, text.getString());
    }
    if (number == null) {
      throw bad(field, "a number");
    }
    boolean isShort = number.precision() <= MAX_DIGITS;
    if (!isShort || number.scale() > MAX_DECIMALS || number.scale() < -MAX_DECIMALS) {
      throw bad(field, "a number of a usual size");
    }
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  private static BigDecimal parsed(String field, String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw bad(field, "a number");
    }
  }

  /** A number above zero. */
  static BigDecimal positive(JsonObject message, String field) {
    BigDecimal number = number(message, field);
    if (number.signum() <= 0) {
      throw bad(field, "a number above 0");
    }
    return number;
  }

  /** A number that is zero or more. */
  static BigDecimal notNegative(JsonObject message, String field) {
    BigDecimal number = number(message, field);
    if (number.signum() < 0) {
      throw bad(field, "a number of 0 or more");
    }
    return number;
  }

  /** A time in milliseconds since 1970. */
  static Instant time(JsonObject message, String field) {
    BigDecimal millis = notNegative(message, field);
    if (millis.compareTo(BigDecimal.valueOf(MAX_MILLIS)) > 0) {
      throw bad(field, "a time in milliseconds");
    }
    return Instant.ofEpochMilli(millis.longValue());
  }

  private static RuntimeException bad(String field, String expected) {
    return Refusal.badRequest(field + ": expected " + expected).exception();
  }
}
