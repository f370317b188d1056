package io.weir.schema;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A {@code Long} of milliseconds since the epoch that is RFC 3339 text in JSON. RFC 3339 knows the years 0 to 9999: what
 * lies beyond is written as the nearest instant within, and refused when read.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@JacksonAnnotationsInside
@JsonSerialize(using = EpochMillis.Writer.class)
@JsonDeserialize(using = EpochMillis.Reader.class)
public @interface EpochMillis {
    /** 0000-01-01T00:00:00Z. */
    long FIRST = -62_167_219_200_000L;
    /** 9999-12-31T23:59:59.999Z. */
    long LAST = 253_402_300_799_999L;

    /** Writes milliseconds as RFC 3339 text in UTC. */
    final class Writer extends JsonSerializer<Long> {
        @Override
        public void serialize(Long value, JsonGenerator out, SerializerProvider context) throws IOException {
            out.writeString(
                    Instant.ofEpochMilli(Math.max(FIRST, Math.min(LAST, value))).toString());
        }
    }

    /** Reads RFC 3339 text with any offset; finer digits than milliseconds are cut. */
    final class Reader extends JsonDeserializer<Long> {
        private static final int LONGEST_SHOWN = 80;

        @Override
        public Long deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getText();
            Long plain = in.hasToken(JsonToken.VALUE_STRING) ? PlainTime.millis(text) : null;
            if (plain != null) {
                return plain;
            }
            try {
                long millis = in.hasToken(JsonToken.VALUE_STRING)
                        ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
                        : Long.MIN_VALUE;
                if (millis >= FIRST && millis <= LAST) {
                    return millis;
                }
            } catch (DateTimeException | ArithmeticException e) {
                throw refusal(in, text, e);
            }
            throw refusal(in, text, null);
        }

        private static InvalidFormatException refusal(JsonParser in, String text, Exception cause) {
            InvalidFormatException refusal = InvalidFormatException.from(
                    in,
                    "expected an RFC 3339 time, found: " + text.substring(0, Math.min(LONGEST_SHOWN, text.length())),
                    text,
                    Long.class);
            if (cause != null) {
                refusal.initCause(cause);
            }
            return refusal;
        }
    }
}
