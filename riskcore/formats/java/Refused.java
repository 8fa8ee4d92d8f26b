package riskcore;

import java.io.IOException;

/** A file that can be read and is of no use, or asks for too much; the message is the kind of error. */
final class Refused extends IOException {
   private static final long serialVersionUID = 1;

   Refused(String kind) {
      super(kind);
   }
}
