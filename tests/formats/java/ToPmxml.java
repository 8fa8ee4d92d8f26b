import java.io.File;
import org.mpxj.ProjectFile;
import org.mpxj.primavera.PrimaveraPMFileWriter;
import org.mpxj.primavera.PrimaveraXERFileReader;

/**
 * Writes a P6 file in P6's other format.
 *
 * Usage: java -cp "mpxj/lib/*" ToPmxml.java INPUT.xer OUTPUT.xml.
 */
public final class ToPmxml {
   private ToPmxml() {
   }

   public static void main(String[] args) throws Exception {
      ProjectFile file = new PrimaveraXERFileReader().readAll(new File(args[0])).get(0);
      new PrimaveraPMFileWriter().write(file, args[1]);
   }
}
