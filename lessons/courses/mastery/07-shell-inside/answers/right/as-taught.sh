# title: exec for both
# from: cafe
docker container run --detach --name cafe --publish 8081:80 nginx:alpine
docker container exec cafe sh -c 'echo Today: soup > /usr/share/nginx/html/menu.html'
docker container run -it --detach --name desk ubuntu
docker container exec desk bash -c 'echo buy leeks > /root/todo'
docker container stop desk
