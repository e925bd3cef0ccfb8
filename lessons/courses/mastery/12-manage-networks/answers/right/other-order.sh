# title: clerk comes from the back, and options are spelt otherwise
# from: three-tiers
docker network create back_net
docker network create front_net
docker create --name stock --net back_net httpd
docker create --net=back_net --name=clerk nginx:alpine
docker network connect front_net clerk
docker create --net=front_net --name=shop -p 80:80 nginx:alpine
docker start stock clerk shop
docker stop webhost; docker container prune -f
