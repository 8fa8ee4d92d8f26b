package riskcore;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.mpxj.DayType;
import org.mpxj.LocalDateRange;
import org.mpxj.LocalTimeRange;
import org.mpxj.ProjectCalendar;
import org.mpxj.ProjectCalendarException;
import org.mpxj.ProjectCalendarWeek;

/** Writes calendars with everything that they inherit: each one can be read alone. */
final class Calendars {
   private static final double DAY = 1440;
   /** Of exceptions and of days in dated weeks, which the reader of the document writes out: a P6 file has some 1,000. */
   private static final int MOST = 200_000;

   private final Json json;
   private final LocalDate last;
   private long days;

   /** `last` is the day after which no dated week matters: Microsoft Project's may go on for ever. */
   Calendars(Json json, LocalDate last) {
      this.json = json;
      this.last = last;
   }

   void write(ProjectCalendar calendar) throws IOException {
      json.openObject();
      json.key("uid").number(calendar.getUniqueID());
      if (calendar.getName() != null) {
         json.key("name").text(calendar.getName());
      }
      if (calendar.getParent() != null) {
         json.key("parent_uid").number(calendar.getParent().getUniqueID());
      }
      if (calendar.getType() != null) {
         json.key("type").text(calendar.getType().name());
      }
      json.key("minutes_per_day").number(calendar.getMinutesPerDay());
      json.key("minutes_per_week").number(calendar.getMinutesPerWeek());
      json.key("minutes_per_month").number(calendar.getMinutesPerMonth());
      json.key("week").openArray();
      for (DayOfWeek day : DayOfWeek.values()) {
         // MPX states hours for days off too
         hours(calendar.isWorkingDay(day) ? calendar.getHours(day) : new ArrayList<>());
      }
      json.closeArray();
      exceptions(calendar);
      weeks(calendar);
      json.closeObject();
   }

   /** Days that differ from the week: ranges that do not overlap, recurring ones written out, in order. */
   private void exceptions(ProjectCalendar calendar) throws IOException {
      TreeSet<LocalDate> edges = new TreeSet<>();
      for (ProjectCalendar at = calendar; at != null; at = at.getParent()) {
         for (ProjectCalendarException exception : at.getExpandedCalendarExceptions()) {
            edge(edges, exception.getFromDate(), exception.getToDate());
         }
      }
      json.key("exceptions").openArray();
      for (LocalDate from : edges) {
         LocalDate next = edges.higher(from);
         ProjectCalendarException exception = next == null ? null : calendar.getException(from);
         if (exception != null) {
            count(1);
            days(from, next).key("hours");
            hours(exception);
            json.closeObject();
         }
      }
      json.closeArray();
   }

   /** Dated weeks in which other hours hold (MS Project's work weeks); an exception goes before them. */
   private void weeks(ProjectCalendar calendar) throws IOException {
      TreeSet<LocalDate> edges = new TreeSet<>();
      for (ProjectCalendar at = calendar; at != null; at = at.getParent()) {
         for (ProjectCalendarWeek week : at.getWorkWeeks()) {
            LocalDateRange range = week.getDateRange();
            if (range != null && range.getEnd() != null) {
               edge(edges, range.getStart(), range.getEnd().isAfter(last) ? last : range.getEnd());
            }
         }
      }
      json.key("weeks").openArray();
      for (LocalDate from : edges) {
         LocalDate next = edges.higher(from);
         ProjectCalendarWeek week = next == null ? null : calendar.getWorkWeek(from);
         if (week != null) {
            count(ChronoUnit.DAYS.between(from, next));
            days(from, next).key("week").openArray();
            for (DayOfWeek day : DayOfWeek.values()) {
               hours(weekHours(calendar, week, day));
            }
            json.closeArray().closeObject();
         }
      }
      json.closeArray();
   }

   /** A day that the work week leaves open keeps its ordinary hours, as in MPXJ's own expansion of work weeks. */
   private static Iterable<LocalTimeRange> weekHours(ProjectCalendar calendar, ProjectCalendarWeek week, DayOfWeek day) {
      DayType type = week.getCalendarDayType(day);
      if (type == DayType.WORKING) {
         return week.getCalendarHours(day);
      }
      return type == DayType.DEFAULT ? calendar.getHours(day) : new ArrayList<>();
   }

   private static void edge(TreeSet<LocalDate> edges, LocalDate from, LocalDate to) {
      if (from != null && to != null && !to.isBefore(from)) {
         edges.add(Values.cut(from));
         edges.add(Values.cut(to).plusDays(1));
      }
   }

   private void count(long more) throws Refused {
      days += more;
      if (days > MOST) {
         throw new Refused("nesting");
      }
   }

   private Json days(LocalDate from, LocalDate next) throws IOException {
      return json.openObject().key("from").text(Values.day(from)).key("to").text(Values.day(next.minusDays(1)));
   }

   /** Working hours as [from, to] in minutes after midnight; past 1440 where a shift ends on the next day. */
   private void hours(Iterable<LocalTimeRange> ranges) throws IOException {
      json.openArray();
      for (LocalTimeRange range : sorted(ranges)) {
         double from = minute(range.getStart());
         double to = minute(range.getEnd());
         if (to < from || to == 0) {
            to += DAY;
         }
         if (to > from) {
            json.openArray().number(from).number(to).closeArray();
         }
      }
      json.closeArray();
   }

   private static List<LocalTimeRange> sorted(Iterable<LocalTimeRange> ranges) {
      List<LocalTimeRange> result = new ArrayList<>();
      if (ranges != null) {
         for (LocalTimeRange range : ranges) {
            if (range != null && range.getStart() != null && range.getEnd() != null) {
               result.add(range);
            }
         }
      }
      result.sort(null);
      return result;
   }

   private static double minute(LocalTime time) {
      return time.toSecondOfDay() / 60.0;
   }
}
