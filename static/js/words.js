/* What scripts say, in the language of the page. Chinese is the source; another language has its words here.
   A test holds every Chinese word of the residents' scripts against this list. */

const EN = {
  "、": ", ",
  "没有拿到回答，请再试一次。": "There was no answer. Please try again.",
  "现在没有网络，请连上网再试。": "There is no network. Please try again when there is.",
  "{problem}现在按社区中心算。": "{problem} The minutes count from the community's centre for now.",
  "正在算…": "Working it out…",
  "{count} 米": { one: "{count} metre", other: "{count} metres" },
  "{count} 分钟": { one: "{count} minute", other: "{count} minutes" },
  "约 {count} 分钟": { one: "about {count} minute", other: "about {count} minutes" },
  "您在这里": "You are here",
  "在图上点一下您家的位置。": "Tap on the map where your home is.",
  "正在找您的位置…": "Looking for where you are…",
  "正在找您现在的地方…": "Looking for where you are now…",
  "没有拿到您的位置（没有允许）。不要紧，输入社区或街道，一样能查。": "Your position was not given (not allowed). Never mind: type a community or subdistrict instead.",
  "没有拿到您的位置。不要紧，输入社区或街道，一样能查。": "Your position was not given. Never mind: type a community or subdistrict instead.",
  "等了太久，没有拿到您的位置。输入社区或街道，一样能查。": "Your position took too long. Type a community or subdistrict instead.",
  "找到 {count} 个生活圈": { one: "{count} circle found", other: "{count} circles found" },
  "找到 {count} 家": { one: "{count} place found", other: "{count} places found" },
  "没有叫“{text}”的生活圈。按“查找”，还能找店和服务点。": "No circle is called “{text}”. Press “Search” to look among shops and services too.",
  "第 {number} 家，{name}": "Number {number}, {name}",
  "念给我听": "Read it to me",
  "停下不念": "Stop reading",
  "这里有 {count} 处：{names}。放大看": { one: "{count} place here: {names}. Zoom in", other: "{count} places here: {names}. Zoom in" },
  "这里有 {count} 处：{names}等。放大看": { one: "{count} place here: {names}. Zoom in", other: "{count} places here: {names} and more. Zoom in" },
  "放大了：{names}": "Zoomed in: {names}",
  "放大了：{names}等 {count} 处": { one: "Zoomed in: {names}, {count} place", other: "Zoomed in: {names} and more, {count} places" },
  "复制好了，去聊天里粘贴就行。": "Copied: paste it into a chat.",
  "没能自动复制。链接已经选中，请您自己复制。": "It could not be copied by itself. The link is selected: please copy it.",
};
export const WORDS = { en: EN };

/** The language of the page; Chinese where there is no page. */
export function language() {
  return globalThis.document?.documentElement.lang || "zh-Hans";
}

/** Writes a word of the register or the map into an element, marked as Chinese where it is. */
export function write(element, text) {
  element.textContent = text;
  if (/\p{Script=Han}/u.test(text)) element.lang = "zh-Hans";
}

/** Chinese words as the page says them; `{count}` decides between one and many. `more`: further words. */
export function t(words, values = {}, spoken = language(), more = {}) {
  const found = more[spoken]?.[words] ?? WORDS[spoken]?.[words] ?? words;
  const pattern = typeof found === "string" ? found : found[new Intl.PluralRules(spoken).select(values.count)];
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
