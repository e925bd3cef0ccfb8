# title: the whole lesson without a prompt
docker create -it --name box ubuntu
docker start box; docker exec box touch /root/note; docker stop box
docker start box
answer note No
docker kill box
docker run -dp 8080:80 --name web nginx
docker exec web bash -c 'echo hello, you > /usr/share/nginx/html/index.html'
docker run --rm alpine sh -c exit
docker run -d --name cafe -p 8081:80 nginx:alpine
docker exec cafe sh -c 'echo soup > /usr/share/nginx/html/menu.html'
docker run -dit --name desk ubuntu
docker exec desk sh -c 'echo buy leeks > /root/todo'
docker stop desk
