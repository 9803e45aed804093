"""The words by which shop names say what they trade in; words of one line are one trade. Pure.

Finer than the city's categories, for 修鞋 and 配钥匙 are two shops of one category.
"""

import re

# by the first two digits of a division code
PROVINCES = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林",
    "23": "黑龙江", "31": "上海", "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西",
    "37": "山东", "41": "河南", "42": "湖北", "43": "湖南", "44": "广东", "45": "广西", "46": "海南",
    "50": "重庆", "51": "四川", "52": "贵州", "53": "云南", "54": "西藏", "61": "陕西", "62": "甘肃",
    "63": "青海", "64": "宁夏", "65": "新疆", "71": "台湾",
}  # fmt: skip
TRADES = {
    "grocery": "便利店 便利超市 便利商店 便利 超级市场 超市 小卖部 商店 副食店 副食品 副食 便民店 "
    "百货店 百货 杂货店 杂货 商行",
    "tobacco": "名烟名酒 烟酒行 烟酒店 烟酒",
    "pharmacy": "大药房 大药店 药房 药店 医药 药业 药铺",
    "market": "菜市场 农贸市场 集贸市场 综合市场 蔬菜市场 便民市场 农产品市场",
    "greens": "鲜菜店 鲜菜 蔬菜店 蔬菜 菜店 菜铺 果蔬店 果蔬 蔬果 生鲜店 生鲜 水果店 水果 鲜果",
    "meat": "鲜肉店 鲜肉 肉铺 肉店 牛羊肉",
    "grain": "粮油店 粮油",
    "breakfast": "早餐店 早餐铺 早餐 早点铺 早点 包子铺 包子店 包子 豆浆",
    "noodles": "牛肉拉面 牛肉面馆 牛肉面 拉面馆 拉面 面馆 面庄",
    "restaurant": "餐厅 饭店 饭馆 餐馆 酒楼 小吃店 小吃 火锅店 火锅 烧烤店 烧烤 麻辣烫 酿皮 快餐店 快餐 菜馆",
    "laundry": "干洗店 干洗 洗衣店 洗衣 洗染店 洗染",
    "hair": "美容美发店 美容美发 美发店 美发 理发店 理发馆 理发 造型 发艺 发型 发廊 剪发",
    "beauty": "美容院 美容 美甲店 美甲",
    "photo": "照相馆 照相 摄影 影楼",
    "print": "图文快印 图文广告 图文 打印店 打印 复印店 复印 文印店 文印 快印",
    "housekeeping": "家政服务 家政 保洁服务 保洁",
    "shoes": "修鞋铺 修鞋店 修鞋摊 修鞋",
    "keys": "配钥匙 开锁",
    "sewing": "裁缝铺 裁缝店 裁缝 缝纫店 缝纫 缝补 改衣",
    "phones": "手机维修 手机店 手机",
    "appliances": "家电维修 电器维修 家电",
    "bicycles": "自行车修理 电动车维修 电动车 修车",
    "repair": "维修店 维修部 维修 修理部 修理",
    "hardware": "五金店 五金",
    "post": "快递驿站 快递点 快递 驿站 邮政所 邮政 邮局 代收点",
    "recycling": "再生资源回收站 再生资源回收 再生资源 废品回收站 废品回收 废品收购 回收站 回收",
    "care": "日间照料中心 养老服务中心 养老服务站 养老院 养老 照料中心 托老所",
    "canteen": "老年食堂 社区食堂 食堂 助餐点 餐桌",
    "childcare": "托管班 托管 托育中心 托育园 托育 托儿所 早教中心 早教",
    "kindergarten": "幼儿园",
    "books": "书店 书屋 书吧 书城",
    "gym": "健身房 健身中心 健身馆 健身 瑜伽馆 瑜伽",
    "tea": "茶楼 茶社 茶馆 茶庄 茶叶店 茶叶 茶行",
    "coffee": "咖啡馆 咖啡店 咖啡",
    "drinks": "奶茶店 奶茶 茶饮",
    "vet": "宠物医院 动物医院 动物诊所",
    "pets": "宠物店 宠物服务站 宠物美容 宠物生活馆 宠物",
    "bakery": "面包房 面包店 面包 蛋糕店 蛋糕房 蛋糕 烘焙坊 烘焙 西饼屋 西饼 糕点",
    "flowers": "鲜花店 鲜花 花店 花艺 花坊",
    "gifts": "礼品店 礼品",
    "glasses": "眼镜店 眼镜",
    "dentist": "口腔诊所 口腔门诊部 口腔门诊 口腔",
    "clinic": "卫生服务中心 卫生服务站 卫生室 卫生院 中医诊所 诊所 门诊部 门诊",
    "bath": "足浴 足疗 推拿馆 推拿 按摩",
    "lottery": "福利彩票 体育彩票 彩票",
    "cars": "汽车修理 汽修 洗车 汽车美容 轮胎",
    "hotel": "宾馆 酒店 旅馆 招待所",
    "games": "棋牌室 棋牌 网吧 台球",
    "clothes": "服装店 服装 服饰 鞋店 鞋业",
    "training": "培训中心 培训学校 培训",
}
WORDS = sorted(
    ((word, trade) for trade, words in TRADES.items() for word in words.split()),
    key=lambda pair: -len(pair[0]),
)
TRADE_OF = dict(WORDS)
TRADE_WORD = re.compile("|".join(word for word, _ in WORDS))
