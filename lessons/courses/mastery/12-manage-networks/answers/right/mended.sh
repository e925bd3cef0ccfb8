# title: clerk was in bridge by mistake and was taken out
# from: three-tiers
docker rm -f webhost
docker network create front_net
docker network create back_net
docker run -d --name shop --network front_net -p 80:80 nginx:alpine
docker run -d --name clerk nginx:alpine
docker network connect front_net clerk
docker network connect back_net clerk
docker network disconnect bridge clerk
docker run -d --name stock --network back_net httpd
