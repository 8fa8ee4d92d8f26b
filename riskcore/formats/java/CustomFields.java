package riskcore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.mpxj.CustomField;
import org.mpxj.DataType;
import org.mpxj.FieldType;
import org.mpxj.FieldTypeClass;
import org.mpxj.ProjectFile;
import org.mpxj.Task;
import org.mpxj.TaskField;
import org.mpxj.UserDefinedField;
import org.mpxj.common.TaskFieldLists;

/** The custom fields of activities that bear a name, and those that nobody uses. */
final class CustomFields {
   private final ProjectFile file;
   private final boolean p6;

   /** P6 has as many user-defined fields as one likes; Microsoft Project has ten to thirty slots of each kind. */
   CustomFields(ProjectFile file, boolean p6) {
      this.file = file;
      this.p6 = p6;
   }

   /** The field that already has this name, else a free one, which gets it; null where there is none. */
   FieldType choose(String kind, String name) {
      FieldType named = file.getCustomFields().getFieldTypeByAlias(FieldTypeClass.TASK, name);
      if (named != null) {
         return named.getDataType() == type(kind) ? named : null;
      }
      FieldType field = p6 ? userDefined(kind, name) : freeSlot(kind);
      if (field != null) {
         file.getCustomFields().getOrCreate(field).setAlias(name);
      }
      return field;
   }

   /** Each named field that holds something, as the member "custom" of an open object. */
   static void write(Json json, Values values, Task task, Map<String, FieldType> named) throws IOException {
      boolean any = false;
      for (Map.Entry<String, FieldType> field : named.entrySet()) {
         Object value = task.getCachedValue(field.getValue());
         if (!Values.says(value)) {
            continue;
         }
         if (!any) {
            json.key("custom").openObject();
            any = true;
         }
         values.member(field.getKey(), value);
      }
      if (any) {
         json.closeObject();
      }
   }

   /** Fields of activities by name; of two with the same name, the one that MPXJ finds by it. */
   static Map<String, FieldType> named(ProjectFile file) {
      Map<String, FieldType> named = new TreeMap<>();
      for (CustomField field : file.getCustomFields().getCustomFieldsByFieldTypeClass(FieldTypeClass.TASK)) {
         String name = field.getAlias();
         if (name != null && !name.isEmpty()) {
            named.put(name, file.getCustomFields().getFieldTypeByAlias(FieldTypeClass.TASK, name));
         }
      }
      return named;
   }

   private FieldType userDefined(String kind, String name) {
      UserDefinedField field = new UserDefinedField.Builder(file).fieldTypeClass(FieldTypeClass.TASK)
            .internalName("user_field_" + name.toLowerCase(Locale.ROOT).replaceAll("\\W+", "_"))
            .externalName(name).dataType(type(kind)).build();
      file.getUserDefinedFields().add(field);
      return field;
   }

   /** From the last: people and macros take the first, and interim plans are kept in Start1 and Finish1. */
   private FieldType freeSlot(String kind) {
      List<TaskField> slots = new ArrayList<>();
      for (TaskField[] more : slots(kind)) {
         List<TaskField> reversed = new ArrayList<>(Arrays.asList(more));
         Collections.reverse(reversed);
         slots.addAll(reversed);
      }
      for (TaskField slot : slots) {
         if (isFree(slot)) {
            return slot;
         }
      }
      return null;
   }

   private boolean isFree(TaskField slot) {
      CustomField custom = file.getCustomFields().get(slot);
      if (custom != null) {
         return false; // it has a name, a list of values, indicators or a mask
      }
      for (Task task : file.getTasks()) {
         if (holds(task.getCachedValue(slot))) {
            return false;
         }
      }
      return true;
   }

   /** Microsoft Project has no empty number: where there is none, it keeps and shows 0. */
   private static boolean holds(Object value) {
      return value != null && !value.equals("") && !(value instanceof Number && ((Number) value).doubleValue() == 0);
   }

   private static TaskField[][] slots(String kind) {
      switch (kind) {
         case "START":
            return new TaskField[][] {TaskFieldLists.CUSTOM_START, TaskFieldLists.CUSTOM_DATE};
         case "FINISH":
            return new TaskField[][] {TaskFieldLists.CUSTOM_FINISH, TaskFieldLists.CUSTOM_DATE};
         case "NUMBER":
            return new TaskField[][] {TaskFieldLists.CUSTOM_NUMBER};
         default:
            return new TaskField[][] {TaskFieldLists.CUSTOM_TEXT};
      }
   }

   private static DataType type(String kind) {
      switch (kind) {
         case "NUMBER":
            return DataType.NUMERIC;
         case "TEXT":
            return DataType.STRING;
         default:
            return DataType.DATE;
      }
   }
}
