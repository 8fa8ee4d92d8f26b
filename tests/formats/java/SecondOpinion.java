import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import org.mpxj.ProjectFile;
import org.mpxj.ProjectProperties;
import org.mpxj.Task;
import org.mpxj.cpm.PrimaveraScheduler;
import org.mpxj.primavera.PrimaveraXERFileReader;

/**
 * Computes the dates of a P6 file with MPXJ's own scheduler, as a second opinion on riskcore's.
 *
 * Usage: java -cp "mpxj/lib/*" SecondOpinion.java INPUT.xer. Prints one line for each activity: its id, start and finish.
 */
public final class SecondOpinion {
   private SecondOpinion() {
   }

   public static void main(String[] args) throws Exception {
      ProjectFile file = new PrimaveraXERFileReader().read(new File(args[0]));
      ProjectProperties properties = file.getProjectProperties();
      LocalDateTime start = properties.getPlannedStart();
      new PrimaveraScheduler().schedule(file, start == null ? properties.getStatusDate() : start);
      PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8.name());
      for (Task task : file.getTasks()) {
         if (!task.getSummary() && task.getActivityType() != null) {
            out.println(task.getActivityID() + "\t" + task.getStart() + "\t" + task.getFinish());
         }
      }
      out.flush();
   }
}
