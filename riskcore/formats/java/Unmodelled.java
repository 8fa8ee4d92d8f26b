package riskcore;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.mpxj.AssignmentField;
import org.mpxj.Duration;
import org.mpxj.FieldContainer;
import org.mpxj.FieldType;
import org.mpxj.ProjectFile;
import org.mpxj.ResourceField;
import org.mpxj.TaskField;
import org.mpxj.UserDefinedField;

/** Counts, by feature, what the file holds and the document does not, so that nothing is left out unsaid. */
final class Unmodelled {
   private static final Pattern BASELINE = Pattern.compile("(RAW_TIMEPHASED_)?BASELINE\\d+_.*");
   private static final Pattern TIMEPHASED_BASELINE = Pattern.compile("RAW_TIMEPHASED_BASELINE_.*");
   private static final Pattern CUSTOM =
         Pattern.compile("(TEXT|NUMBER|FLAG|DATE|COST|DURATION|START|FINISH|OUTLINE_CODE)\\d+.*|ENTERPRISE_.*");

   private static final Pattern SPLIT_UP = Pattern.compile(
         "(ACTUAL|PLANNED|REMAINING)_(COST|WORK)_(LABOR|NON_?LABOR|MATERIAL|EXPENSE)|.*_UNITS"
               + "|HYPERLINK_.*|PRELEVELED_.*|BASELINE_ESTIMATED_.*");

   /** Computed from what is written, or a matter of display: nobody misses these. */
   private static final Set<String> DERIVED = new HashSet<>(Arrays.asList(
         "ACTUAL_REGULAR_COST", "ACTUAL_REGULAR_WORK", "ACTUAL_WORK_PROTECTED", "ACTUAL_OVERTIME_WORK_PROTECTED",
         "ACTUAL_DURATION_UNITS", "ACWP", "ASSIGNMENT", "ASSIGNMENT_RESOURCE_GUID", "ASSIGNMENT_TASK_GUID",
         "AUTO_COMPUTE_ACTUALS", "AVAILABILITY_DATA",
         "BASELINE_FIXED_COST_ACCRUAL", "BOOKING_TYPE", "DELIVERABLE_TYPE", "RECALC_OUTLINE_CODES",
         "RESOURCE_REQUEST_TYPE", "BAR_NAME", "BASE_CALENDAR", "BASELINE_DURATION_UNITS", "BCWP", "BCWS", "CALENDAR_GUID",
         "CALCULATE_COSTS_FROM_UNITS", "CURRENCY_UNIQUE_ID", "ESTIMATED_WEIGHT", "LEVEL_ASSIGNMENTS",
         "LEVELING_CAN_SPLIT", "CAN_LEVEL", "REMAINING_LATE_START", "REMAINING_LATE_FINISH",
         "SUBPROJECT_FILE", "SUBPROJECT_GUID", "SUBPROJECT_READ_ONLY", "SUBPROJECT_TASK_ID",
         "SUBPROJECT_TASK_UNIQUE_ID", "SUBPROJECT_TASKS_UNIQUEID_OFFSET",
         "COMPLETE_THROUGH", "COST_PER_USE", "COST_RATE_A", "COST_RATE_B", "COST_RATE_C", "COST_RATE_D", "COST_RATE_E",
         "COST_VARIANCE", "CREATED", "CV", "DEFAULT_UNITS", "DURATION_UNITS", "DURATION_VARIANCE",
         "EARNED_VALUE_METHOD", "EXPANDED", "FINISH_SLACK", "FINISH_VARIANCE", "GUID", "HIDE_BAR", "INDEX",
         "INDICATORS", "LEVELING_DELAY_UNITS", "LINKED_FIELDS", "MANUAL_DURATION_UNITS", "MARKED", "MAX_UNITS",
         "METHODOLOGY_GUID", "OBJECTS", "OUTLINE_NUMBER", "OVERALLOCATED", "OVERTIME_RATE", "OVERTIME_RATE_UNITS",
         "PARENT_ID", "PEAK", "PERCENT_WORK_COMPLETE", "PREDECESSORS", "PROJECT", "RECURRING_DATA", "REGULAR_WORK",
         "REMAINING_REGULAR_COST", "REMAINING_REGULAR_WORK", "RESOURCE_NAMES", "RESUME_VALID", "ROLLUP",
         "SHOW_DURATION_TEXT", "SHOW_FINISH_TEXT", "SHOW_START_TEXT", "STANDARD_RATE", "STANDARD_RATE_UNITS",
         "START_SLACK", "START_VARIANCE", "STATUS", "SUCCESSORS", "SUMMARY_PROGRESS", "SV", "TASK_SUMMARY_NAME",
         "UNIQUE_ID_PREDECESSORS", "UNIQUE_ID_SUCCESSORS", "UPDATE_NEEDED", "VAC", "WORK_SPLITS", "WORK_VARIANCE",
         "WORKGROUP", "NAME", "INITIALS", "CODE", "EMAIL_ADDRESS", "RESOURCE_ID", "SEQUENCE_NUMBER", "OWNER",
         "ASSIGNMENT_OWNER", "ACTIVE", "ACTUAL_COST", "ACTUAL_WORK", "COST", "WORK", "REMAINING_COST",
         "REMAINING_WORK", "PLANNED_COST", "PLANNED_WORK", "BASELINE_COST", "BASELINE_WORK", "START", "FINISH"));

   private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

   /** Looks only at what the reader stored: no field is computed for this. */
   Unmodelled(ProjectFile file) {
      count("tasks", file.getTasks(), TaskField.values(), file.getUserDefinedFields().getTaskFields(), Fields.TASK);
      count("resources", file.getResources(), ResourceField.values(),
            file.getUserDefinedFields().getResourceFields(), Fields.RESOURCE);
      count("assignments", file.getResourceAssignments(), AssignmentField.values(),
            file.getUserDefinedFields().getAssignmentFields(), Fields.ASSIGNMENT);
      project("values_not_understood", file.getIgnoredErrors().size());
   }

   void project(String feature, int times) {
      if (times > 0) {
         add("project", feature, times);
      }
   }

   void write(Json json, Map<String, Integer> uncomputed) throws IOException {
      if (!uncomputed.isEmpty()) {
         counts.put("uncomputed", new TreeMap<>(uncomputed));
      }
      json.openObject();
      for (Map.Entry<String, Map<String, Integer>> group : counts.entrySet()) {
         json.key(group.getKey()).openObject();
         for (Map.Entry<String, Integer> feature : group.getValue().entrySet()) {
            json.key(feature.getKey()).number(feature.getValue());
         }
         json.closeObject();
      }
      json.closeObject();
   }

   private void count(String group, Iterable<? extends FieldContainer> rows, FieldType[] known,
         Collection<UserDefinedField> own, Map<String, FieldType> written) {
      Set<FieldType> rest = new LinkedHashSet<>(Arrays.asList(known));
      rest.addAll(own);
      rest.removeAll(written.values());
      rest.removeIf(field -> DERIVED.contains(field.name()) || SPLIT_UP.matcher(field.name()).matches());
      for (FieldContainer row : rows) {
         Set<String> features = new HashSet<>();
         for (FieldType field : rest) {
            if (holds(row.getCachedValue(field))) {
               features.add(feature(field));
            }
         }
         features.forEach(feature -> add(group, feature, 1));
      }
   }

   private static String feature(FieldType field) {
      if (field instanceof UserDefinedField || CUSTOM.matcher(field.name()).matches()) {
         return "custom_fields";
      }
      if (TIMEPHASED_BASELINE.matcher(field.name()).matches()) {
         return "timephased_baseline";
      }
      return BASELINE.matcher(field.name()).matches() ? "baselines_1_to_10" : field.name().toLowerCase(Locale.ROOT);
   }

   private static boolean holds(Object value) {
      if (value instanceof Number) {
         return ((Number) value).doubleValue() != 0;
      }
      if (value instanceof Duration) {
         return ((Duration) value).getDuration() != 0;
      }
      if (value instanceof Map) {
         return !((Map<?, ?>) value).isEmpty();
      }
      return Values.says(value) && !(value instanceof List && ((List<?>) value).isEmpty());
   }

   private void add(String group, String feature, int times) {
      counts.computeIfAbsent(group, name -> new TreeMap<>()).merge(feature, times, Integer::sum);
   }
}
