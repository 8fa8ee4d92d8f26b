package riskcore;

import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.mpxj.Duration;
import org.mpxj.LocalDateTimeRange;
import org.mpxj.Priority;
import org.mpxj.Rate;
import org.mpxj.TimeUnit;
import org.mpxj.TimeUnitDefaultsContainer;
import org.mpxj.TimephasedWork;
import org.mpxj.WorkContour;

/** Writes MPXJ's values: a moment as "2027-05-01T08:00:00", a duration as {value, unit, minutes}. */
final class Values {
   /** The years of a schedule; what lies outside is a slip of the pen or a way to say "never". */
   private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
   private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

   private final Json json;
   private final TimeUnitDefaultsContainer units;

   /** How many moments were left out since no schedule has them. */
   int outOfTime;

   /** `units` says how long the project's day, week and month are. */
   Values(Json json, TimeUnitDefaultsContainer units) {
      this.json = json;
      this.units = units;
   }

   /** Whether there is something to say: an absent key means null, false, or an empty list. */
   static boolean says(Object value) {
      return !(value == null || value == Boolean.FALSE || value instanceof Boolean && !(Boolean) value
            || value instanceof String && ((String) value).isEmpty()
            || value instanceof Collection && ((Collection<?>) value).isEmpty()
            || value instanceof LocalDateTime && isEpoch((LocalDateTime) value));
   }

   /** ProjectLibre writes the first moment of 1970, in its own time zone, where there is no date. */
   private static boolean isEpoch(LocalDateTime value) {
      return Math.abs(value.toEpochSecond(ZoneOffset.UTC)) <= 14 * 3600;
   }

   void member(String name, Object value) throws IOException {
      if (value instanceof LocalDateTime && !isEpoch((LocalDateTime) value) && !inTime((LocalDateTime) value)) {
         outOfTime++;
      } else if (says(value)) {
         json.key(name);
         write(value);
      }
   }

   private static boolean inTime(LocalDateTime value) {
      return cut(value).equals(value);
   }

   /** As member, but a "no" is written: where it means something else than saying nothing. */
   void stated(String name, Object value) throws IOException {
      if (value instanceof Boolean) {
         json.key(name).flag((Boolean) value);
      } else {
         member(name, value);
      }
   }

   void write(Object value) throws IOException {
      if (value instanceof Boolean) {
         json.flag((Boolean) value);
      } else if (value instanceof Number) {
         json.number(((Number) value).doubleValue());
      } else if (value instanceof LocalDateTime) {
         json.text(moment((LocalDateTime) value));
      } else if (value instanceof Duration) {
         duration((Duration) value);
      } else if (value instanceof Rate) {
         rate((Rate) value);
      } else if (value instanceof WorkContour) {
         contour((WorkContour) value);
      } else if (value instanceof LocalTime) {
         json.number(((LocalTime) value).toSecondOfDay() / 60.0);
      } else if (value instanceof Priority) {
         json.number(((Priority) value).getValue());
      } else if (value instanceof Enum) {
         json.text(((Enum<?>) value).name());
      } else if (value instanceof LocalDateTimeRange) {
         LocalDateTimeRange range = (LocalDateTimeRange) value;
         range(range.getStart(), range.getEnd()).closeArray();
      } else if (value instanceof TimephasedWork) {
         TimephasedWork work = (TimephasedWork) value;
         range(work.getStart(), work.getFinish()).number(minutes(work.getTotalAmount())).closeArray();
      } else if (value instanceof Collection) {
         json.openArray();
         for (Object item : (Collection<?>) value) {
            write(item);
         }
         json.closeArray();
      } else {
         json.text(value.toString());
      }
   }

   static String moment(LocalDateTime value) {
      return day(value.toLocalDate()) + "T"
            + two(value.getHour()) + ":" + two(value.getMinute()) + ":" + two(value.getSecond());
   }

   static String day(LocalDate value) {
      return value.toString();
   }

   /** NaN where the unit has no length in minutes, as percent has none. */
   double minutes(Duration value) {
      if (value == null || value.getUnits() == TimeUnit.PERCENT || value.getUnits() == TimeUnit.ELAPSED_PERCENT) {
         return Double.NaN;
      }
      return value.convertUnits(TimeUnit.MINUTES, units).getDuration();
   }

   private void duration(Duration value) throws IOException {
      json.openObject().key("value").number(value.getDuration()).key("unit").text(value.getUnits().name());
      double minutes = minutes(value);
      if (!Double.isNaN(minutes)) {
         json.key("minutes").number(minutes);
      }
      json.closeObject();
   }

   private void rate(Rate value) throws IOException {
      json.openObject().key("amount").number(value.getAmount());
      if (value.getUnits() != null) {
         json.key("unit").text(value.getUnits().name());
      }
      json.closeObject();
   }

   private void contour(WorkContour value) throws IOException {
      json.openObject().key("name").text(String.valueOf(value.getName())).key("flat").flag(value.isContourFlat());
      double[] curve = value.getCurveValues();
      if (curve != null && !value.isContourFlat()) {
         json.key("curve").openArray();
         for (double share : curve) {
            json.number(share);
         }
         json.closeArray();
      }
      json.closeObject();
   }

   /** What reaches beyond the years of a schedule is cut off there. */
   private Json range(LocalDateTime start, LocalDateTime finish) throws IOException {
      return json.openArray().text(moment(cut(start))).text(moment(cut(finish)));
   }

   private static LocalDateTime cut(LocalDateTime value) {
      LocalDate day = cut(value.toLocalDate());
      return day.equals(value.toLocalDate()) ? value : day.atStartOfDay();
   }

   /** The nearest day on which a schedule may have work. */
   static LocalDate cut(LocalDate day) {
      return day.isBefore(FIRST_DAY) ? FIRST_DAY : day.isAfter(LAST_DAY) ? LAST_DAY : day;
   }

   private static String two(int number) {
      return number < 10 ? "0" + number : Integer.toString(number);
   }
}
