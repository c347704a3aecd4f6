/** Files that the bundler puts into the bundle as they are. */
declare module "*.yaml" {
  const text: string;
  export default text;
}
