package riskcore;

import java.io.IOException;
import java.io.Writer;

/** Writes one JSON document as it goes, so that a large plan is never held as text. Null members are left out. */
final class Json {
   /**
    * Bytes that the values may take in the process that reads them, estimated high: some 45,000 activities of P6.
    * Not the length of the text: what says little in many brackets takes thirteen times its length.
    */
   private static final long MOST = 400_000_000;
   private static final int OBJECT = 232;
   private static final int MEMBER = 30;
   private static final int ARRAY = 88;
   private static final int TEXT = 60;
   private static final int NUMBER = 32;

   private final Writer out;
   private boolean first = true;
   private long taken;

   Json(Writer out) {
      this.out = out;
   }

   Json openObject() throws IOException {
      return open('{', OBJECT);
   }

   Json closeObject() throws IOException {
      return close('}');
   }

   Json openArray() throws IOException {
      return open('[', ARRAY);
   }

   Json closeArray() throws IOException {
      return close(']');
   }

   /** The name of the next value. */
   Json key(String name) throws IOException {
      take(MEMBER);
      comma();
      quote(name);
      out.write(':');
      first = true;
      return this;
   }

   Json text(String value) throws IOException {
      take(TEXT + value.length());
      comma();
      quote(value);
      return this;
   }

   Json flag(boolean value) throws IOException {
      comma();
      out.write(value ? "true" : "false");
      return this;
   }

   /** Whole numbers without a fraction; what is no finite number becomes null, since JSON has no word for it. */
   Json number(double value) throws IOException {
      take(NUMBER);
      comma();
      if (Double.isNaN(value) || Double.isInfinite(value)) {
         out.write("null");
      } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
         out.write(Long.toString((long) value));
      } else {
         out.write(Double.toString(value));
      }
      return this;
   }

   private Json open(char bracket, int size) throws IOException {
      take(size);
      comma();
      out.write(bracket);
      first = true;
      return this;
   }

   private Json close(char bracket) throws IOException {
      out.write(bracket);
      first = false;
      return this;
   }

   private void take(int size) throws Refused {
      taken += size;
      if (taken > MOST) {
         throw new Refused("too_much");
      }
   }

   private void comma() throws IOException {
      if (!first) {
         out.write(',');
      }
      first = false;
   }

   private void quote(String value) throws IOException {
      out.write('"');
      for (int i = 0; i < value.length(); i++) {
         char c = value.charAt(i);
         if (c == '"' || c == '\\') {
            out.write('\\');
            out.write(c);
         } else if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
            out.write(String.format("\\u%04x", (int) c));
         } else {
            out.write(c);
         }
      }
      out.write('"');
   }
}
