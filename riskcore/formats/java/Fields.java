package riskcore;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mpxj.AssignmentField;
import org.mpxj.FieldContainer;
import org.mpxj.FieldType;
import org.mpxj.ProjectField;
import org.mpxj.ResourceField;
import org.mpxj.TaskField;

/** The fields that are written, by the key they get: what is not named here is counted as unmodelled. */
final class Fields {
   static final Map<String, FieldType> PROJECT = table(
         "name", ProjectField.NAME, "title", ProjectField.PROJECT_TITLE, "project_id", ProjectField.PROJECT_ID,
         "start", ProjectField.START_DATE, "finish", ProjectField.FINISH_DATE,
         "planned_start", ProjectField.PLANNED_START, "scheduled_finish", ProjectField.SCHEDULED_FINISH,
         "must_finish", ProjectField.MUST_FINISH_BY, "status_date", ProjectField.STATUS_DATE,
         "last_scheduled", ProjectField.LAST_SCHEDULED_DATE,
         "actual_start", ProjectField.ACTUAL_START, "actual_finish", ProjectField.ACTUAL_FINISH,
         "baseline_start", ProjectField.BASELINE_START, "baseline_finish", ProjectField.BASELINE_FINISH,
         "schedule_from", ProjectField.SCHEDULE_FROM,
         "default_calendar", ProjectField.DEFAULT_CALENDAR_UNIQUE_ID,
         "activity_default_calendar", ProjectField.ACTIVITY_DEFAULT_CALENDAR_UNIQUE_ID,
         "minutes_per_day", ProjectField.MINUTES_PER_DAY, "minutes_per_week", ProjectField.MINUTES_PER_WEEK,
         "minutes_per_month", ProjectField.MINUTES_PER_MONTH, "minutes_per_year", ProjectField.MINUTES_PER_YEAR,
         "days_per_month", ProjectField.DAYS_PER_MONTH, "week_start_day", ProjectField.WEEK_START_DAY,
         "default_start_time", ProjectField.DEFAULT_START_TIME, "default_end_time", ProjectField.DEFAULT_END_TIME,
         "default_duration_units", ProjectField.DEFAULT_DURATION_UNITS,
         "default_task_type", ProjectField.DEFAULT_TASK_TYPE,
         "file_application", ProjectField.FILE_APPLICATION, "file_type", ProjectField.FILE_TYPE,
         "mpp_file_type", ProjectField.MPP_FILE_TYPE, "application_version", ProjectField.APPLICATION_VERSION,
         "honour_constraints", ProjectField.HONOR_CONSTRAINTS,
         "critical_slack_limit", ProjectField.CRITICAL_SLACK_LIMIT,
         "total_slack_type", ProjectField.TOTAL_SLACK_CALCULATION_TYPE,
         "multiple_critical_paths", ProjectField.MULTIPLE_CRITICAL_PATHS,
         "split_in_progress", ProjectField.SPLIT_IN_PROGRESS_TASKS,
         "move_completed_ends_back", ProjectField.MOVE_COMPLETED_ENDS_BACK,
         "move_completed_ends_forward", ProjectField.MOVE_COMPLETED_ENDS_FORWARD,
         "move_remaining_starts_back", ProjectField.MOVE_REMAINING_STARTS_BACK,
         "move_remaining_starts_forward", ProjectField.MOVE_REMAINING_STARTS_FORWARD,
         "currency_symbol", ProjectField.CURRENCY_SYMBOL, "currency_code", ProjectField.CURRENCY_CODE);

   /** Schedule options of P6: written where the file has them, since MPXJ answers P6's defaults for any file. */
   static final Map<String, FieldType> STORED_OPTIONS = table(
         "lag_calendar", ProjectField.RELATIONSHIP_LAG_CALENDAR,
         "progress_mode", ProjectField.SCHEDULING_PROGRESSED_ACTIVITIES,
         "critical_activity_type", ProjectField.CRITICAL_ACTIVITY_TYPE,
         "float_from_each_project_finish", ProjectField.CALCULATE_FLOAT_BASED_ON_FINISH_DATE_OF_EACH_PROJECT,
         "open_ends_critical", ProjectField.MAKE_OPEN_ENDED_ACTIVITIES_CRITICAL,
         "use_expected_finish", ProjectField.USE_EXPECTED_FINISH_DATES,
         "start_to_start_lag_from_early_start", ProjectField.COMPUTE_START_TO_START_LAG_FROM_EARLY_START,
         "ignore_external_links", ProjectField.IGNORE_RELATIONSHIPS_TO_AND_FROM_OTHER_PROJECTS,
         "multiple_float_paths", ProjectField.CALCULATE_MULTIPLE_FLOAT_PATHS,
         "current_date", ProjectField.CURRENT_DATE);

   static final Map<String, FieldType> RESOURCE = table(
         "uid", ResourceField.UNIQUE_ID, "id", ResourceField.ID, "type", ResourceField.TYPE,
         "calendar", ResourceField.CALENDAR_UNIQUE_ID, "accrue_at", ResourceField.ACCRUE_AT,
         "role", ResourceField.ROLE, "generic", ResourceField.GENERIC, "budget", ResourceField.BUDGET);

   static final Map<String, FieldType> TASK = table(
         "uid", TaskField.UNIQUE_ID, "id", TaskField.ID, "activity_id", TaskField.ACTIVITY_ID,
         "name", TaskField.NAME, "wbs", TaskField.WBS, "outline_level", TaskField.OUTLINE_LEVEL,
         "parent_uid", TaskField.PARENT_TASK_UNIQUE_ID, "sequence", TaskField.SEQUENCE_NUMBER,
         "summary", TaskField.SUMMARY, "milestone", TaskField.MILESTONE,
         "activity_type", TaskField.ACTIVITY_TYPE, "activity_status", TaskField.ACTIVITY_STATUS,
         "external", TaskField.EXTERNAL_TASK, "subproject", TaskField.EXTERNAL_PROJECT, "null", TaskField.NULL,
         "mode", TaskField.TASK_MODE, "recurring", TaskField.RECURRING,
         "estimated", TaskField.ESTIMATED, "hammock", TaskField.HAMMOCK_CODE,
         "calendar", TaskField.CALENDAR_UNIQUE_ID,
         "ignore_resource_calendar", TaskField.IGNORE_RESOURCE_CALENDAR,
         "primary_resource", TaskField.PRIMARY_RESOURCE_UNIQUE_ID,
         "type", TaskField.TYPE, "effort_driven", TaskField.EFFORT_DRIVEN,
         "duration", TaskField.DURATION, "actual_duration", TaskField.ACTUAL_DURATION,
         "remaining_duration", TaskField.REMAINING_DURATION, "manual_duration", TaskField.MANUAL_DURATION,
         "planned_duration", TaskField.PLANNED_DURATION, "scheduled_duration", TaskField.SCHEDULED_DURATION,
         "percent_complete", TaskField.PERCENT_COMPLETE, "percent_complete_type", TaskField.PERCENT_COMPLETE_TYPE,
         "physical_percent_complete", TaskField.PHYSICAL_PERCENT_COMPLETE,
         "percent_work_complete", TaskField.PERCENT_WORK_COMPLETE,
         "start", TaskField.START, "finish", TaskField.FINISH,
         "early_start", TaskField.EARLY_START, "early_finish", TaskField.EARLY_FINISH,
         "late_start", TaskField.LATE_START, "late_finish", TaskField.LATE_FINISH,
         "remaining_early_start", TaskField.REMAINING_EARLY_START,
         "remaining_early_finish", TaskField.REMAINING_EARLY_FINISH,
         "remaining_late_start", TaskField.REMAINING_LATE_START,
         "remaining_late_finish", TaskField.REMAINING_LATE_FINISH,
         "actual_start", TaskField.ACTUAL_START, "actual_finish", TaskField.ACTUAL_FINISH,
         "planned_start", TaskField.PLANNED_START, "planned_finish", TaskField.PLANNED_FINISH,
         "scheduled_start", TaskField.SCHEDULED_START, "scheduled_finish", TaskField.SCHEDULED_FINISH,
         "external_early_start", TaskField.EXTERNAL_EARLY_START,
         "external_late_finish", TaskField.EXTERNAL_LATE_FINISH,
         "baseline_start", TaskField.BASELINE_START, "baseline_finish", TaskField.BASELINE_FINISH,
         "baseline_duration", TaskField.BASELINE_DURATION, "baseline_cost", TaskField.BASELINE_COST,
         "resume", TaskField.RESUME, "stop", TaskField.STOP, "suspend_date", TaskField.SUSPEND_DATE,
         "constraint", TaskField.CONSTRAINT_TYPE, "constraint_date", TaskField.CONSTRAINT_DATE,
         "secondary_constraint", TaskField.SECONDARY_CONSTRAINT_TYPE,
         "secondary_constraint_date", TaskField.SECONDARY_CONSTRAINT_DATE,
         "deadline", TaskField.DEADLINE, "expected_finish", TaskField.EXPECTED_FINISH,
         "priority", TaskField.PRIORITY, "levelling_delay", TaskField.LEVELING_DELAY,
         "total_slack", TaskField.TOTAL_SLACK, "free_slack", TaskField.FREE_SLACK,
         "critical", TaskField.CRITICAL, "longest_path", TaskField.LONGEST_PATH,
         "work", TaskField.WORK, "actual_work", TaskField.ACTUAL_WORK, "remaining_work", TaskField.REMAINING_WORK,
         "fixed_cost", TaskField.FIXED_COST, "fixed_cost_accrual", TaskField.FIXED_COST_ACCRUAL,
         "cost", TaskField.COST, "actual_cost", TaskField.ACTUAL_COST, "remaining_cost", TaskField.REMAINING_COST,
         "planned_cost", TaskField.PLANNED_COST);

   static final Map<String, FieldType> ASSIGNMENT = table(
         "uid", AssignmentField.UNIQUE_ID, "task", AssignmentField.TASK_UNIQUE_ID,
         "resource", AssignmentField.RESOURCE_UNIQUE_ID, "role", AssignmentField.ROLE_UNIQUE_ID,
         "work", AssignmentField.WORK, "remaining_work", AssignmentField.REMAINING_WORK,
         "actual_work", AssignmentField.ACTUAL_WORK, "overtime_work", AssignmentField.OVERTIME_WORK,
         "planned_work", AssignmentField.PLANNED_WORK,
         "units", AssignmentField.ASSIGNMENT_UNITS, "remaining_units", AssignmentField.REMAINING_ASSIGNMENT_UNITS,
         "delay", AssignmentField.ASSIGNMENT_DELAY, "remaining_delay", AssignmentField.ASSIGNMENT_REMAINING_DELAY,
         "levelling_delay", AssignmentField.LEVELING_DELAY,
         "start", AssignmentField.START, "finish", AssignmentField.FINISH,
         "actual_start", AssignmentField.ACTUAL_START, "actual_finish", AssignmentField.ACTUAL_FINISH,
         "planned_start", AssignmentField.PLANNED_START, "planned_finish", AssignmentField.PLANNED_FINISH,
         "remaining_early_start", AssignmentField.REMAINING_EARLY_START,
         "remaining_early_finish", AssignmentField.REMAINING_EARLY_FINISH,
         "stop", AssignmentField.STOP, "resume", AssignmentField.RESUME,
         "contour", AssignmentField.WORK_CONTOUR, "variable_rate_units", AssignmentField.VARIABLE_RATE_UNITS,
         "cost_rate_table", AssignmentField.COST_RATE_TABLE, "rate_source", AssignmentField.RATE_SOURCE,
         "override_rate", AssignmentField.OVERRIDE_RATE,
         "cost", AssignmentField.COST, "actual_cost", AssignmentField.ACTUAL_COST,
         "remaining_cost", AssignmentField.REMAINING_COST, "planned_cost", AssignmentField.PLANNED_COST,
         "baseline_start", AssignmentField.BASELINE_START, "baseline_finish", AssignmentField.BASELINE_FINISH,
         "timephased_planned", AssignmentField.RAW_TIMEPHASED_PLANNED_WORK,
         "timephased_actual", AssignmentField.RAW_TIMEPHASED_ACTUAL_REGULAR_WORK,
         "timephased_remaining", AssignmentField.RAW_TIMEPHASED_REMAINING_REGULAR_WORK);

   private final Values values;

   /** How often MPXJ failed to compute a field that the file does not hold, by field. */
   final Map<String, Integer> uncomputed = new HashMap<>();

   Fields(Values values) {
      this.values = values;
   }

   /** The members of an open object. A field that MPXJ cannot compute is left out and counted. */
   void write(FieldContainer row, Map<String, FieldType> table) throws IOException {
      for (Map.Entry<String, FieldType> field : table.entrySet()) {
         Object value;
         try {
            value = row.get(field.getValue());
         } catch (RuntimeException failed) {
            uncomputed.merge(field.getKey(), 1, Integer::sum);
            continue;
         }
         values.member(field.getKey(), value);
      }
   }

   /** Only what the file itself holds, a "no" too: for fields that MPXJ makes up, such as the current date. */
   void writeStored(FieldContainer row, Map<String, FieldType> table) throws IOException {
      for (Map.Entry<String, FieldType> field : table.entrySet()) {
         values.stated(field.getKey(), row.getCachedValue(field.getValue()));
      }
   }

   private static Map<String, FieldType> table(Object... pairs) {
      Map<String, FieldType> result = new LinkedHashMap<>();
      for (int i = 0; i < pairs.length; i += 2) {
         result.put((String) pairs[i], (FieldType) pairs[i + 1]);
      }
      return result;
   }
}
