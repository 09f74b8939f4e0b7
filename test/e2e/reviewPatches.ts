/** Lines of a file that the patch `three` changes in three places. */
export const threeHunkFile = Array.from({ length: 45 }, (_, index) => `line ${index + 1}\n`).join('');

/** Patches by name, for the prompt `apply NAME`. */
export const reviewPatches: Readonly<Record<string, string>> = {
  three: `*** Begin Patch
*** Update File: hunks.txt
@@
 line 4
-line 5
+first hunk
 line 6
@@
 line 20
-line 21
+second hunk
+second hunk, second line
 line 22
@@
 line 39
-line 40
 line 41
*** End Patch
`,
  five: `*** Begin Patch
*** Add File: new/added.txt
+added line
*** Update File: update.txt
@@
 first
-second
+changed
 third
*** Delete File: gone.txt
*** Update File: old-name.txt
*** Move to: moved/new-name.txt
@@
-before
+after
*** Update File: crlf.txt
@@
 one
-two
+zwei
 three
*** End Patch
`,
  first: `*** Begin Patch
*** Update File: steps.txt
@@
-zero
+one
*** End Patch
`,
  second: `*** Begin Patch
*** Update File: steps.txt
@@
-one
+two
*** Add File: later.txt
+later
*** End Patch
`,
};
