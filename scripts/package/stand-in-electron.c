/* Stands for Electron's programs where Electron is not installed, so that packages can be made, installed and looked at. It
   writes the arguments that it was started with, one a line, into the file that the environment names. */
#include <stdio.h>
#include <stdlib.h>

/* What @electron/fuses looks for: its mark, the version and the number of the switches, and the switches, all on. */
__attribute__((used)) static const char fuses[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"
                                                  "\001\011"
                                                  "111111111";

int main(int argc, char **argv) {
  const char *path = getenv("CULVERT_STAND_IN_LOG");
  FILE *log = path ? fopen(path, "a") : stdout;
  if (!log) return 1;
  for (int i = 0; i < argc; i++) fprintf(log, "%s\n", argv[i]);
  fclose(log);
  return fuses[0] == 'd' ? 0 : 1;
}
