package riskcore;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mpxj.MPXJException;
import org.mpxj.ProjectFile;
import org.mpxj.ganttproject.GanttProjectReader;
import org.mpxj.mpp.MPPReader;
import org.mpxj.mpx.MPXReader;
import org.mpxj.mspdi.MSPDIReader;
import org.mpxj.planner.PlannerReader;
import org.mpxj.primavera.PrimaveraPMFileReader;
import org.mpxj.primavera.PrimaveraXERFileReader;
import org.mpxj.projectlibre.ProjectLibreReader;
import org.mpxj.reader.ProjectReader;

/**
 * Reads one schedule file with the one MPXJ reader for its format and writes JSON.
 *
 * Usage: RiskcoreReader FORMAT INPUT OUTPUT. The output is the document, or {"error": {"kind", "detail", "part"}}.
 * MPXJ's UniversalProjectReader is not used: it also opens archives, folders and databases that a file names.
 */
public final class RiskcoreReader {
   /** What names no part of a file. */
   private static final List<String> WHOLE = Arrays.asList(
         "All", "File", "Stream", "Project", "Data", "Record", "Int", "Short", "Long", "Byte Array", "Byte", "String");

   private RiskcoreReader() {
   }

   public static void main(String[] args) throws IOException {
      Path output = Paths.get(args[2]);
      try {
         read(args[0], Paths.get(args[1]), output);
      } catch (OutOfMemoryError tooLarge) {
         throw tooLarge; // the JVM is told to stop with a code of its own
      } catch (Throwable failed) {
         try (Writer out = open(output)) {
            failure(new Json(out), failed);
         }
      }
   }

   private static void read(String format, Path input, Path output) throws Exception {
      List<ProjectFile> projects = projects(format, input);
      RubberLinks rubber = RubberLinks.of(format, input);
      try (Writer out = open(output)) {
         new Document(new Json(out), projects.get(0), rubber).write(format, projects.size());
      }
   }

   /** The projects in the file; the first, which holds activities, is the one that counts. */
   static List<ProjectFile> projects(String format, Path input) throws Exception {
      List<ProjectFile> projects = format.equals("mpx") ? readMpx(input) : readAll(reader(format), input);
      if (projects.isEmpty() || projects.get(0) == null) {
         throw new Refused(format.equals("pod") ? "openproj" : "empty");
      }
      if (projects.get(0).getTasks().isEmpty()) {
         throw new Refused("no_tasks");
      }
      return projects;
   }

   private static List<ProjectFile> readAll(ProjectReader reader, Path input) throws Exception {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(input), 1 << 16)) {
         return reader.readAll(in);
      }
   }

   /** MPX has its words in the language of the program that wrote it and does not say which: English first. */
   private static List<ProjectFile> readMpx(Path input) throws Exception {
      try {
         return readAll(new MPXReader(), input);
      } catch (MPXJException inEnglish) {
         for (Locale locale : MPXReader.getSupportedLocales()) {
            MPXReader reader = new MPXReader();
            reader.setLocale(locale);
            try {
               return readAll(reader, input);
            } catch (MPXJException inThisLanguage) {
               continue;
            }
         }
         throw inEnglish;
      }
   }

   private static ProjectReader reader(String format) {
      switch (format) {
         case "mpp":
            MPPReader mpp = new MPPReader();
            mpp.setReadPresentationData(false);
            return mpp;
         case "mspdi":
            return new MSPDIReader();
         case "xer":
            PrimaveraXERFileReader xer = new PrimaveraXERFileReader();
            xer.setLinkCrossProjectRelations(true); // so that they can be counted
            return xer;
         case "pmxml":
            PrimaveraPMFileReader pmxml = new PrimaveraPMFileReader();
            pmxml.setLinkCrossProjectRelations(true);
            return pmxml;
         case "gan":
            return new GanttProjectReader();
         case "planner":
            return new PlannerReader();
         case "pod":
            return new ProjectLibreReader();
         default:
            throw new IllegalArgumentException(format);
      }
   }

   static Writer open(Path output) throws IOException {
      return new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(output), StandardCharsets.UTF_8), 1 << 16);
   }

   static void failure(Json json, Throwable failed) throws IOException {
      Throwable cause = failed;
      boolean locked = false;
      for (Throwable at = failed; at != null; at = at.getCause()) {
         locked |= String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT).contains("password");
         cause = at;
      }
      String detail = cause.getMessage() == null ? "" : cause.getMessage();
      json.openObject().key("error").openObject();
      json.key("kind").text(locked ? "password" : kind(cause, detail));
      json.key("cause").text(cause.getClass().getSimpleName()).key("detail").text(detail);
      json.key("part").text(part(cause));
      json.closeObject().closeObject();
   }

   private static String kind(Throwable cause, String detail) {
      if (cause instanceof Refused) {
         return detail;
      }
      if (cause instanceof LinkageError || cause instanceof UnsupportedCharsetException) {
         return "tool";
      }
      if (cause instanceof StackOverflowError || detail.startsWith("JAXP0001")) { // a limit of the XML parser's
         return "nesting";
      }
      return detail.startsWith("Invalid file format: MSProject") ? "version" : "damaged";
   }

   /** What MPXJ was at, in words, from the name of its method: "processCalendarExceptions" reads calendar exceptions. */
   private static String part(Throwable cause) {
      for (StackTraceElement frame : cause.getStackTrace()) {
         String name = frame.getMethodName();
         String from = frame.getClassName();
         boolean reader = from.startsWith("org.mpxj.") && !from.startsWith("org.mpxj.common.");
         if (reader && name.matches("(process|read|parse|add|populate)[A-Z].*")) {
            String words = name.replaceFirst("^[a-z]+", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
            return WHOLE.contains(words) ? "" : words.toLowerCase(Locale.ROOT).replace("wbs", "WBS");
         }
      }
      return "";
   }
}
