# title: everything is left in bridge
# from: three-tiers
# fails: two-networks shop-place clerk-place stock-place clerk-reaches
# says: There is no network ‘front_net’
docker rm -f webhost
docker run -d --name shop -p 80:80 nginx:alpine
docker run -d --name clerk nginx:alpine
docker run -d --name stock httpd
