"""Sentences of the energy briefing, in Chinese and English."""

ENERGY = {
    "energy_opening_met": {
        "zh": "到{year}年单位GDP能耗累计下降{change}，达到下降{target}的目标{tail}。",
        "en": "By {year} energy per unit of GDP was down {change}, past the promised {target}{tail}.",
    },
    "energy_opening_short": {
        "zh": "到{year}年单位GDP能耗累计下降{change}，没有达到下降{target}的目标{tail}。",
        "en": "By {year} energy per unit of GDP was down {change}, short of the promised {target}{tail}.",
    },
    "energy_opening_running": {
        "zh": "到{year}年单位GDP能耗累计下降{change}，目标是到{due}年下降{target}{tail}。",
        "en": "By {year} energy per unit of GDP was down {change}; {target} is promised for {due}{tail}.",
    },
    "energy_opening_up": {
        "zh": "到{year}年单位GDP能耗不降反升{change}，目标是到{due}年下降{target}{tail}。",
        "en": "By {year} energy per unit of GDP was up {change}; a fall of {target} is promised for {due}{tail}.",
    },
    "energy_opening_unknown": {
        "zh": "截至{as_of}，还没有能够判断单位GDP能耗的数据{tail}。",
        "en": "By {as_of} there are no figures to judge energy per unit of GDP{tail}.",
    },
    "energy_opening_silent": {
        "zh": "文件没有承诺单位GDP能耗的降幅{tail}。",
        "en": "The decree promises no fall of energy per unit of GDP{tail}.",
    },
    "energy_tail_share": {
        "zh": "；规模以上工业单位增加值能耗下降{change}（{start}—{end}年），其中{share}来自结构变化",
        "en": "; energy per value added of above-scale industry fell {change} ({start} to {end}), {share} of it by structure",
    },
    "energy_tail_against": {
        "zh": "；规模以上工业单位增加值能耗下降{change}（{start}—{end}年），全部来自各集群自身，结构变化起反作用",
        "en": "; energy per value added of above-scale industry fell {change} ({start} to {end}), against a shift to heavier industry",
    },
    "energy_tail_rose_structure": {
        "zh": "；但规模以上工业单位增加值能耗上升{change}（{start}—{end}年），结构变重超过了各集群自身的节约",
        "en": "; but energy per value added of above-scale industry rose {change} ({start} to {end}), as structure outweighed what clusters saved",
    },
    "energy_tail_rose": {
        "zh": "；但规模以上工业单位增加值能耗上升{change}（{start}—{end}年）",
        "en": "; but energy per value added of above-scale industry rose {change} ({start} to {end})",
    },
    "energy_pace_over": {
        "zh": "到{due}年的目标要求平均每年{required}，实际到{year}年平均每年{seen}。",
        "en": "The promise takes {required} a year to {due}; to {year} it was {seen} a year.",
    },
    "energy_pace_left": {
        "zh": "目标要求平均每年{required}，到{year}年平均每年{seen}；要在{due}年达到目标，今后每年需{needed}。",
        "en": "The promise takes {required} a year; to {year} it was {seen} a year. What is left to {due} takes {needed} a year.",
    },
    "energy_pace_done": {
        "zh": "目标要求平均每年{required}，到{year}年平均每年{seen}，目标已提前达到，保持到{due}年即可。",
        "en": "The promise takes {required} a year; to {year} it was {seen} a year. The target is reached and has to hold to {due}.",
    },
    "energy_up": {"zh": "上升{rate}", "en": "a rise of {rate}"},
    "energy_down": {"zh": "下降{rate}", "en": "a fall of {rate}"},
    "energy_years_table": {
        "zh": "逐年变化（官方口径，可比价）",
        "en": "Year by year, official form, constant prices",
    },
    "energy_column_year": {"zh": "年份", "en": "Year"},
    "energy_column_energy": {"zh": "能源消费增长", "en": "Energy use"},
    "energy_column_gdp": {"zh": "GDP实际增长", "en": "Real GDP"},
    "energy_column_change": {"zh": "单位能耗变化", "en": "Energy per GDP"},
    "energy_column_cumulative": {"zh": "累计变化", "en": "Cumulative"},
    # industry
    "energy_used_in": {"zh": "{year}年用能", "en": "Used in {year}"},
    "energy_part_activity": {"zh": "产出增长", "en": "More output"},
    "energy_part_structure": {"zh": "结构变化", "en": "Structure"},
    "energy_part_intensity": {"zh": "集群自身能效", "en": "Clusters’ own intensity"},
    "energy_use_more": {
        "zh": "规模以上工业{end}年用能{used}，比{start}年多{change}",
        "en": "Above-scale industry used {used} in {end}, {change} more than in {start}",
    },
    "energy_use_less": {
        "zh": "规模以上工业{end}年用能{used}，比{start}年少{change}",
        "en": "Above-scale industry used {used} in {end}, {change} less than in {start}",
    },
    "energy_use_note": {
        "zh": "LMDI分解，各部分之和等于总变化；产出为{start}年价的增加值",
        "en": "LMDI-I; the parts add up to the change. Output is value added at {start} prices",
    },
    "energy_structure_fell": {
        "zh": "{start}—{end}年，规模以上工业单位增加值能耗下降{change}，其中{share}来自结构变化：单看结构为{structure}，单看各集群自身为{own}。",
        "en": "From {start} to {end} energy per value added of above-scale industry fell {change}; {share} of the fall came from structure: alone, structure means {structure}, the clusters’ own intensity {own}.",
    },
    "energy_structure_against": {
        "zh": "{start}—{end}年，规模以上工业单位增加值能耗下降{change}；结构变化没有贡献：单看结构为{structure}，单看各集群自身为{own}。",
        "en": "From {start} to {end} energy per value added of above-scale industry fell {change}, none of it by structure: alone, structure means {structure}, the clusters’ own intensity {own}.",
    },
    "energy_structure_rose": {
        "zh": "{start}—{end}年，规模以上工业单位增加值能耗没有下降，而是上升{change}，谈不上结构贡献了多少降幅：单看结构为{structure}，单看各集群自身为{own}。",
        "en": "From {start} to {end} energy per value added of above-scale industry did not fall: it rose {change}, so structure has no part in a fall. Alone, structure means {structure}, the clusters’ own intensity {own}.",
    },
    "energy_clusters_title": {
        "zh": "{best}拉低单位增加值能耗最多，{worst}抬高最多",
        "en": "{best} lowered energy per value added most; {worst} raised it most",
    },
    "energy_clusters_title_none": {
        "zh": "没有集群拉低单位增加值能耗，{worst}抬高最多",
        "en": "No cluster lowered energy per value added; {worst} raised it most",
    },
    "energy_points": {"zh": "百分点", "en": "points"},
    "energy_clusters_measure": {
        "zh": "对工业单位增加值能耗变化的影响",
        "en": "Effect on energy per value added of industry",
    },
    "energy_clusters_key": {
        "zh": "右侧拉低、左侧抬高工业单位增加值能耗，为{start}年水平的百分点；结构与自身能效合计",
        "en": "Right of the line: lowered energy per value added; left: raised it. In per cent of the level of {start}, structure and own intensity together",
    },
    "energy_clusters_note": {
        "zh": "单位能耗：能耗与增加值之比，{unit}，{start}年价。影响：工业单位能耗{start}年水平的百分点，负数为拉低。",
        "en": "Per value added: energy over value added, {unit}, at {start} prices. Effects: points of the level of industry in {start}, negative lowers it.",
    },
    "energy_clusters_table": {"zh": "各集群", "en": "By cluster"},
    "energy_column_name": {"zh": "集群", "en": "Cluster"},
    "energy_column_energy_first": {"zh": "{start}年用能（{unit}）", "en": "Energy {start} ({unit})"},
    "energy_column_energy_last": {"zh": "{end}年用能（{unit}）", "en": "Energy {end} ({unit})"},
    "energy_column_per_first": {"zh": "{start}年单位能耗", "en": "Per value added {start}"},
    "energy_column_per_last": {"zh": "{end}年单位能耗", "en": "Per value added {end}"},
    "energy_column_per_change": {"zh": "单位能耗变化", "en": "Change"},
    "energy_column_structure": {"zh": "结构的影响", "en": "By structure"},
    "energy_column_intensity": {"zh": "自身能效的影响", "en": "By own intensity"},
    "energy_no_split": {
        "zh": "无法分解工业用能：需要{start}年以后至少两年的年报能耗和增加值，以及同期的现价GDP和实际增速。",
        "en": "Industry’s energy cannot be split: that takes two annual returns since {start} with energy and value added, and GDP at current prices with its real growth for the same years.",
    },
    "energy_trap": {
        "zh": "若误用现价GDP，{start}—{end}年会算成{false}；按可比价是{true}",
        "en": "At current prices the same figures would read as {false} ({start} to {end}); at constant prices it is {true}",
    },
    "energy_trap_unknown": {
        "zh": "没有现价GDP或能源消费，无法演示现价的误差。",
        "en": "Without GDP at current prices or energy use, the error of current prices cannot be shown.",
    },
    "energy_note_assumption": {
        "zh": "分集群的增加值没有公布的行业价格指数，一律用本市GDP平减指数折成{start}年价：假设各行业价格涨幅相同（假设说明A39）。某行业实际涨价更多时，它的单位能耗降幅就被高估了。",
        "en": "No price index by industry is published, so value added of every cluster is put at {start} prices with the city’s GDP deflator: all prices are taken to rise alike (assumption A39). Where an industry’s prices rose more, its intensity fell less than shown.",
    },
    "energy_note_deflator": {
        "zh": "由现价与实际增速推得，{start}—{end}年价格上涨{prices}。",
        "en": "By growth at current prices over real growth, prices rose {prices} from {start} to {end}.",
    },
    "energy_note_part": {
        "zh": "{year}年规模以上工业用能占全市能源消费的{part}；其余为规模以下工业、农业、服务业和居民，承诺针对全市。",
        "en": "In {year} above-scale industry used {part} of the city’s energy; the rest is smaller industry, farming, services and households. The promise is about the whole city.",
    },
    "energy_note_gaps": {
        "zh": "年报中有{count}行缺能耗或增加值，相关年份的分解因此不能计算。",
        "en": "{count} rows of the annual returns lack energy or value added; their years cannot be decomposed.",
    },
    "energy_note_no_gaps": {
        "zh": "采用的年报各行都有能耗和增加值。",
        "en": "Every accepted row of the annual returns has energy and value added.",
    },
    "energy_what_verdict": {"zh": "单位GDP能耗与判断", "en": "Energy per GDP and its verdict"},
    "energy_what_left": {"zh": "每年所需变化", "en": "Change needed a year"},
    "energy_what_use": {"zh": "工业用能的分解", "en": "Industry’s energy, split"},
    "energy_what_structure": {"zh": "结构的贡献", "en": "The part of structure"},
    "energy_what_trap": {"zh": "现价的误差", "en": "The error of current prices"},
}
