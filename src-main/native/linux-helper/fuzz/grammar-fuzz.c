/* libFuzzer's way into the parser of lines from a client, with what must hold for every line that it takes: whatever goes on
   to a tool, a table or a file is a short printable word that cannot be taken for an option, a second line or two words. */
#include "../helper.h"
#include <stdint.h>

static void check(bool holds) {
  if (!holds) abort();
}

static void check_word(const char *word) {
  size_t length = strlen(word);
  check(length > 0 && length < 256 && word[0] != '-');
  for (size_t i = 0; i < length; i++) check(word[i] > 0x20 && word[i] < 0x7f && !strchr("\"'`$\\;|&<>(){}[]*?!#,", word[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static struct command first, second;
  char line[LINE_CAP], again[WORDS_CAP * 256] = "";
  if (size >= LINE_CAP) return 0;
  memcpy(line, data, size);
  line[size] = 0;
  if (!parse(line, size, &first)) return 0;
  check(first.count > 0 && first.count <= WORDS_CAP && first.verb < VERBS);
  check(!first.remove || first.verb >= ADDRESS);
  if (first.remove) strcat(again, "remove ");
  for (int i = 0; i < first.count; i++) {
    check_word(first.words[i]);
    if (i > 0) strcat(again, " ");
    strcat(again, first.words[i]);
  }
  /* What was rendered is in the grammar itself, and means the same. */
  check(parse(again, strlen(again), &second) && !memcmp(&first, &second, sizeof first));
#ifdef CANARY /* something wrong on purpose, to see that this target would tell */
  check(first.verb != RULES);
#endif
  return 0;
}
