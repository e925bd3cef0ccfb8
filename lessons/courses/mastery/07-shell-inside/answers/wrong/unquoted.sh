# title: the shell of the machine takes the > for itself
# from: cafe
# fails: cafe-menu
# says: menu.html answers with status
docker run -d --name cafe -p 8081:80 nginx:alpine
mkdir -p usr; docker exec cafe echo soup > menu.html
docker run -dit --name desk ubuntu
docker exec desk sh -c 'echo buy leeks > /root/todo'
docker stop desk
