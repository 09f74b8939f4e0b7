/** A style as the build makes it, with what it imports. */
declare module '*.css' {
  const style: string;
  export default style;
}
