// Colours of both themes. Charts take them as values, not as CSS variables, so that an exported picture holds them.

const common = {
  warm: ["#fff4d6", "#fdd9a0", "#f5a963", "#d9693a", "#9c2f23"],
  cool: ["#f4f9d6", "#c4e6b5", "#7accc0", "#2f98bd", "#1f56a0"],
  better: ["#8cc9d6", "#14718c"],
  worse: ["#f5bd85", "#b9501a"],
  same: "#eef1f4",
  blank: "#cfd6dd",
};

export const light = {
  ...common,
  text: "#18242f", soft: "#4c5a67", grid: "#e2e7ec", paper: "#ffffff", accent: "#0b5cab", second: "#a94a08", base: "#4a5661",
  bands: ["#dbe8f4", "#aecbe8", "#76a6d6"], bandsSecond: ["#f8e6d6", "#f0c7a3", "#e2a06c"], line: "#06305c", lineSecond: "#5e2904",
  payers: { nation: "#1f4e79", prefecture: "#e3a02f", municipality: "#7fb8a4", other: "#98a2ac" },
  models: ["#0b5cab", "#b9501a", "#237245", "#7d459c", "#8a6d0c", "#b8355f", "#21747f", "#5c5c5c"],
};

export const dark = {
  ...common,
  text: "#e9eef3", soft: "#b0bcc8", grid: "#33414f", paper: "#18222d", accent: "#6cb4f5", second: "#f2a35e", base: "#c0cad4",
  bands: ["#1c3a57", "#26527c", "#3872a8"], bandsSecond: ["#46301e", "#6b4527", "#985f31"], line: "#e0effd", lineSecond: "#fde5d0",
  payers: { nation: "#5b93cc", prefecture: "#e3a02f", municipality: "#7fb8a4", other: "#98a2ac" },
  models: ["#6cb4f5", "#f2a35e", "#6fcf97", "#c99ae6", "#dcc057", "#f58aae", "#6fd0dd", "#c2c2c2"],
};

const channel = (part) => {
  const value = parseInt(part, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

const luminance = (colour) =>
  0.2126 * channel(colour.slice(1, 3)) + 0.7152 * channel(colour.slice(3, 5)) + 0.0722 * channel(colour.slice(5, 7));

// Black or white, whichever is easier to read on a colour (WCAG contrast).
export const inkOn = (colour) => (luminance(colour) > 0.179 ? "#111a22" : "#ffffff");
