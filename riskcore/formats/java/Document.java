package riskcore;

import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.mpxj.Availability;
import org.mpxj.CostRateTable;
import org.mpxj.CostRateTableEntry;
import org.mpxj.Currency;
import org.mpxj.Duration;
import org.mpxj.FieldType;
import org.mpxj.LocalDateTimeRange;
import org.mpxj.ProjectCalendar;
import org.mpxj.ProjectFile;
import org.mpxj.ProjectProperties;
import org.mpxj.Relation;
import org.mpxj.Resource;
import org.mpxj.ResourceAssignment;
import org.mpxj.Task;
import org.mpxj.TaskField;

/** Writes one project: everything that computing its dates and costs again needs, and counts of the rest. */
final class Document {
   /** The first and last day that MPXJ puts where a table has no limit. */
   private static final int FIRST_YEAR = 1985;
   private static final int LAST_YEAR = 2049;
   /** How late a plan may become with its calendars as they are written. */
   private static final int YEARS_AFTER_FINISH = 10;

   private final Json json;
   private final ProjectFile file;
   private final Values values;
   private final Fields fields;
   private final Unmodelled unmodelled;
   private final RubberLinks rubber;

   Document(Json json, ProjectFile file, RubberLinks rubber) {
      this.json = json;
      this.file = file;
      this.rubber = rubber;
      values = new Values(json, file.getProjectProperties());
      fields = new Fields(values);
      // Before anything is written: to ask for a field makes MPXJ compute and store it.
      unmodelled = new Unmodelled(file);
   }

   /** `projects` is how many the file holds; the first, or the exported one, is read. */
   void write(String format, int projects) throws IOException {
      json.openObject();
      json.key("format").text(format);
      project(format, projects);
      calendars();
      resources();
      tasks();
      links();
      assignments();
      unmodelled.project("dates_before_1900_or_after_2199", values.outOfTime);
      json.key("unmodelled");
      unmodelled.write(json, fields.uncomputed);
      json.closeObject();
   }

   private void project(String format, int projects) throws IOException {
      ProjectProperties properties = file.getProjectProperties();
      if (format.equals("pmxml")) {
         useBaseCurrency(properties);
      }
      json.key("project").openObject();
      fields.writeStored(properties, Fields.STORED_OPTIONS);
      fields.write(properties, Fields.PROJECT);
      json.key("projects_in_file").number(projects);
      json.closeObject();
   }

   /** P6's XML lists its currencies and seldom says which is its own: the one that the others are measured in. */
   private void useBaseCurrency(ProjectProperties properties) {
      Currency base = null;
      for (Currency currency : file.getCurrencies()) {
         if (currency.getExchangeRate() != null && currency.getExchangeRate() == 1) {
            if (base != null) {
               return;
            }
            base = currency;
         }
      }
      if (base != null) {
         properties.setCurrencySymbol(base.getSymbol());
      }
   }

   private void calendars() throws IOException {
      LocalDateTime finish = file.getLatestFinishDate();
      LocalDate last = Values.cut(finish == null ? LocalDate.MAX : finish.toLocalDate());
      Calendars calendars = new Calendars(json, last.plusYears(YEARS_AFTER_FINISH));
      json.key("calendars").openArray();
      for (ProjectCalendar calendar : file.getCalendars()) {
         calendars.write(calendar);
      }
      json.closeArray();
   }

   private void resources() throws IOException {
      json.key("resources").openArray();
      for (Resource resource : file.getResources()) {
         json.openObject();
         fields.write(resource, Fields.RESOURCE);
         availability(resource);
         rates(resource);
         json.closeObject();
      }
      json.closeArray();
   }

   /** All of the table, not MPXJ's "current" entry, which depends on the day of reading. */
   private void availability(Resource resource) throws IOException {
      json.key("availability").openArray();
      for (Availability entry : resource.getAvailability()) {
         json.openObject();
         range(entry.getRange());
         values.member("units", entry.getUnits());
         json.closeObject();
      }
      json.closeArray();
   }

   private void rates(Resource resource) throws IOException {
      json.key("rates").openArray();
      for (int table = 0; table < CostRateTable.MAX_TABLES; table++) {
         CostRateTable entries = resource.getCostRateTable(table);
         if (entries == null || !entries.tableIsPopulated()) {
            continue;
         }
         for (CostRateTableEntry entry : entries) {
            json.openObject().key("table").number(table);
            range(entry.getRange());
            values.member("standard", entry.getStandardRate());
            values.member("overtime", entry.getOvertimeRate());
            values.member("per_use", entry.getCostPerUse());
            json.closeObject();
         }
      }
      json.closeArray();
   }

   private void range(LocalDateTimeRange range) throws IOException {
      if (range.getStart() != null && range.getStart().getYear() >= FIRST_YEAR) {
         values.member("from", range.getStart());
      }
      if (range.getEnd() != null && range.getEnd().getYear() < LAST_YEAR) {
         values.member("to", range.getEnd());
      }
   }

   private void tasks() throws IOException {
      Map<String, FieldType> named = CustomFields.named(file);
      json.key("tasks").openArray();
      for (Task task : file.getTasks()) {
         if (task.getUniqueID() == null) {
            throw new IllegalArgumentException("a row has no number, or none that can be one");
         }
         json.openObject();
         fields.write(task, Fields.TASK);
         if (task.getDuration() == null && task.getActivityType() != null) {
            values.member("duration", atCompletion(task));
         }
         values.stated("active", task.getActive());
         external(task);
         ProjectCalendar calendar = task.getEffectiveCalendar();
         if (calendar != null) {
            json.key("effective_calendar").number(calendar.getUniqueID());
         }
         List<LocalDateTimeRange> splits = task.getWorkSplits();
         if (splits != null && splits.size() > 1) {
            values.member("splits", splits);
         }
         CustomFields.write(json, values, task, named);
         json.closeObject();
      }
      json.closeArray();
   }

   /** P6's XML states it, that of others often not. */
   private Duration atCompletion(Task task) {
      Duration done = task.getActualDuration();
      Duration left = task.getRemainingDuration();
      if (left == null) {
         return task.getPlannedDuration();
      }
      return done == null ? left : Duration.add(done, left, file.getProjectProperties());
   }

   /** Where a task of another project is; without the folders that the file lies in: they may tell who works there. */
   private void external(Task task) throws IOException {
      Object file = task.getSubprojectFile();
      if (file == null && task.getExternalTask()) {
         file = task.getCachedValue(TaskField.PROJECT);
      }
      if (file != null) {
         values.member("external_project", file.toString().replaceFirst(".*[/\\\\]", ""));
         values.member("external_task_uid", task.getSubprojectTaskUniqueID());
         values.member("external_task_id", task.getSubprojectTaskID());
      }
   }

   private void links() throws IOException {
      json.key("links").openArray();
      for (Relation link : file.getRelations()) {
         Task predecessor = link.getPredecessorTask();
         Task successor = link.getSuccessorTask();
         if (predecessor.getParentFile() != file || successor.getParentFile() != file) {
            unmodelled.project("links_to_other_projects", 1);
            continue;
         }
         json.openObject();
         json.key("predecessor").number(predecessor.getUniqueID());
         json.key("successor").number(successor.getUniqueID());
         values.member("type", link.getType());
         values.member("lag", link.getLag());
         if (rubber.has(predecessor, successor)) {
            json.key("rubber").flag(true);
         }
         json.closeObject();
      }
      json.closeArray();
   }

   private void assignments() throws IOException {
      json.key("assignments").openArray();
      for (ResourceAssignment assignment : file.getResourceAssignments()) {
         json.openObject();
         fields.write(assignment, Fields.ASSIGNMENT);
         json.closeObject();
      }
      json.closeArray();
   }
}
