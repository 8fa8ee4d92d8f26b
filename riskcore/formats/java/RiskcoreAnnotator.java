package riskcore;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.mpxj.FieldType;
import org.mpxj.ProjectFile;
import org.mpxj.Task;
import org.mpxj.UserDefinedField;
import org.mpxj.mspdi.MSPDIWriter;
import org.mpxj.primavera.PrimaveraPMFileWriter;
import org.mpxj.primavera.PrimaveraXERFileWriter;
import org.mpxj.writer.ProjectWriter;

/**
 * Writes a copy of a schedule file with values in custom fields of its activities; nothing else is set.
 *
 * Usage: RiskcoreAnnotator FORMAT INPUT VALUES TARGET COPY OUTPUT. In VALUES, lines of tabs: the kinds of the columns
 * (START, FINISH, NUMBER, TEXT), their names, then rows of a unique ID and a value for each column, empty for none.
 * The output is {"written", "fields": {name: field}}, {"occupied": name} where no field is free for that column,
 * {"unwritten": reason} where MPXJ cannot write the copy, or the error that RiskcoreReader tells.
 */
public final class RiskcoreAnnotator {
   private RiskcoreAnnotator() {
   }

   public static void main(String[] args) throws IOException {
      Path output = Paths.get(args[5]);
      try {
         annotate(args[0], Paths.get(args[1]), Paths.get(args[2]), args[3], Paths.get(args[4]), output);
      } catch (OutOfMemoryError tooLarge) {
         throw tooLarge; // the JVM is told to stop with a code of its own
      } catch (Throwable failed) {
         try (Writer out = RiskcoreReader.open(output)) {
            RiskcoreReader.failure(new Json(out), failed);
         }
      }
   }

   private static void annotate(String format, Path input, Path values, String target, Path copy, Path output)
         throws Exception {
      List<ProjectFile> projects = RiskcoreReader.projects(format, input);
      List<String> lines = Files.readAllLines(values, StandardCharsets.UTF_8);
      String[] kinds = lines.get(0).split("\t");
      String[] names = lines.get(1).split("\t");
      ProjectFile file = projects.get(0);
      CustomFields free = new CustomFields(file, !target.equals("mspdi"));
      List<FieldType> fields = new ArrayList<>();
      try (Writer out = RiskcoreReader.open(output)) {
         Json json = new Json(out).openObject();
         for (int column = 0; column < kinds.length; column++) {
            FieldType field = free.choose(kinds[column], names[column]);
            if (field == null) {
               json.key("occupied").text(names[column]).closeObject();
               return;
            }
            fields.add(field);
         }
         int written = fill(file, kinds, fields, lines.subList(2, lines.size()));
         String reason = write(projects, target, copy);
         if (reason != null) {
            json.key("unwritten").text(reason).closeObject();
            return;
         }
         json.key("written").number(written).key("fields").openObject();
         for (int column = 0; column < kinds.length; column++) {
            FieldType field = fields.get(column);
            json.key(names[column]).text(field instanceof UserDefinedField ? "user-defined field" : field.getName());
         }
         json.closeObject().closeObject();
      }
   }

   /** How many activities got values; those of an earlier annotation are gone from all others. */
   private static int fill(ProjectFile file, String[] kinds, List<FieldType> fields, List<String> rows) {
      for (Task task : file.getTasks()) {
         for (FieldType field : fields) {
            if (task.getCachedValue(field) != null) {
               task.set(field, null);
            }
         }
      }
      int written = 0;
      for (String row : rows) {
         String[] cells = row.split("\t", -1);
         Task task = file.getTaskByUniqueID(Integer.valueOf(cells[0]));
         if (task == null) {
            continue;
         }
         written++;
         for (int column = 0; column < kinds.length; column++) {
            if (!cells[column + 1].isEmpty()) {
               task.set(fields.get(column), value(kinds[column], cells[column + 1]));
            }
         }
      }
      return written;
   }

   private static Object value(String kind, String cell) {
      switch (kind) {
         case "TEXT":
            return cell;
         case "NUMBER":
            return Double.valueOf(cell);
         default:
            return LocalDateTime.parse(cell);
      }
   }

   /** Why MPXJ cannot write the copy, or null. The other projects of a P6 file stay in it. */
   private static String write(List<ProjectFile> projects, String target, Path copy) throws IOException {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy), 1 << 16)) {
         if (target.equals("mspdi")) {
            new MSPDIWriter().write(projects.get(0), out);
         } else {
            p6Writer(target).write(projects, out);
         }
         return null;
      } catch (IOException | RuntimeException failed) {
         return failed.getClass().getSimpleName() + (failed.getMessage() == null ? "" : ": " + failed.getMessage());
      }
   }

   private static ProjectWriter p6Writer(String target) {
      return target.equals("xer") ? new PrimaveraXERFileWriter() : new PrimaveraPMFileWriter();
   }
}
