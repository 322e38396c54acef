/* Stands for Electron's programs where Electron is not installed, so that packages can be made, installed and looked at. It
   prints the arguments that it was started with, one a line. */
#include <stdio.h>

/* What @electron/fuses looks for: its mark, the version and the number of the switches, and the switches, all on. */
__attribute__((used)) static const char fuses[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"
                                                  "\001\011"
                                                  "111111111";

int main(int argc, char **argv) {
  for (int i = 0; i < argc; i++) puts(argv[i]);
  return fuses[0] == 'd' ? 0 : 1;
}
